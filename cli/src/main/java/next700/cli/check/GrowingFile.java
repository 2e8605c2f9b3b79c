package next700.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file that somebody else is writing: reading waits at its end for more, until it has not grown for some time or
 * nobody wants to read on.
 */
final class GrowingFile extends InputStream {
    private static final long PAUSE_MILLIS = 50;

    private final InputStream file;
    private final long patienceNanos;
    private Runnable whileWaiting = () -> {};
    private volatile boolean ended;

    /**
     * Opens the file.
     *
     * @param patience after how long without growth the file counts as complete
     */
    GrowingFile(Path path, Duration patience) throws IOException {
        this.file = Files.newInputStream(path);
        this.patienceNanos = patience.toNanos();
    }

    /** What to do each time there is nothing to read. */
    void whileWaiting(Runnable action) {
        whileWaiting = action;
    }

    /** Lets the reader come to an end with what is there now; from any thread. */
    void end() {
        ended = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long since = System.nanoTime();
        while (true) {
            boolean last = ended || System.nanoTime() - since > patienceNanos;
            int count = file.read(buffer, offset, length);
            if (count >= 0 || last) {
                return count;
            }
            whileWaiting.run();
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while waiting for more").initCause(e);
            }
        }
    }

    @Override
    public int available() throws IOException {
        return file.available();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
