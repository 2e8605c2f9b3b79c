package next700.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file to which batches of bytes are appended, each durable before the next one is written ({@link LogFormat} has how it
 * looks).
 *
 * <p><b>How a torn tail is told from damage.</b> A crash tears what was not yet forced to the disk: the last batch, and nothing
 * before it. What is no whole batch and has none behind it is therefore the torn tail; nobody was ever told what it says, and
 * it is cut off. Where a whole batch stands behind it, it had been durable, and the disk has lost it since: the log is refused.
 * Damage to the last batch alone looks like a torn one. Where nothing is forced, all this holds for crashes of the process, not of
 * the machine.
 *
 * <p>A log that could not be written or forced once is never written again: nobody knows what the disk has of it.
 */
final class WriteAheadLog implements AutoCloseable {
    private final Path file;
    private final LogIdentity identity;
    private final boolean forces;
    private final FileChannel lock;
    private FileChannel channel;
    private long number;
    private boolean failed;

    /**
     * A log that was opened.
     *
     * @param batches what had been appended, in order
     * @param tornBytes how many were cut off its end
     */
    record Opened(WriteAheadLog log, List<byte[]> batches, long tornBytes) {}

    private WriteAheadLog(Path file, LogIdentity identity, boolean forces, FileChannel lock) {
        this.file = file;
        this.identity = identity;
        this.forces = forces;
        this.lock = lock;
    }

    /**
     * Opens a log, or makes it where there is none.
     *
     * @param forces whether what is appended is on the disk when {@link #append} returns, or only with the operating system
     * @throws StorageException if it is another's log, of a newer version, damaged, or in use; it stays as it is
     */
    static Opened open(Path file, LogIdentity identity, boolean forces) throws IOException, StorageException {
        FileChannel lock = lock(file);
        WriteAheadLog log = new WriteAheadLog(file, identity, forces, lock);
        try {
            if (!Files.exists(file)) {
                log.replace(List.of());
                return new Opened(log, List.of(), 0);
            }
            LogFormat.Content content = LogFormat.read(file, identity);
            log.channel = FileChannel.open(file, StandardOpenOption.WRITE);
            long tornBytes = log.channel.size() - content.wholeBytes();
            if (tornBytes > 0) {
                log.channel.truncate(content.wholeBytes());
                log.force();
            }
            log.channel.position(content.wholeBytes());
            log.number = content.batches().size();
            return new Opened(log, content.batches(), tornBytes);
        } catch (IOException | StorageException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException, StorageException {
        FileChannel lock = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // In use by this very process, which is as bad.
        }
        lock.close();
        throw new StorageException(file, "in use by another process of the same name");
    }

    /** Appends a batch; it is durable when this returns. */
    void append(byte[] content) throws IOException {
        if (failed) {
            throw new IOException(file + ": is not written any more after it could not be written once");
        }
        failed = true;
        write(channel, LogFormat.batch(number + 1, content));
        force();
        number++;
        failed = false;
    }

    /** Has the log hold these batches in place of what it holds; after a crash it holds either the ones or the others. */
    void replace(List<byte[]> batches) throws IOException {
        failed = true;
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel next = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            write(next, LogFormat.header(identity));
            for (int i = 0; i < batches.size(); i++) {
                write(next, LogFormat.batch(i + 1, batches.get(i)));
            }
            if (forces) {
                next.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            if (forces) {
                forceDirectory();
            }
        } catch (IOException e) {
            next.close();
            throw e;
        }
        if (channel != null) {
            channel.close();
        }
        channel = next;
        number = batches.size();
        failed = false;
    }

    private void forceDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(FileChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void force() throws IOException {
        if (forces) {
            channel.force(false);
        }
    }

    long sizeBytes() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        lock.close();
    }
}
