package next700.benchmarks.lcr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where the processes of a measurement, which are all on one machine, tell one another how far they are: a directory. */
record Rendezvous(Path directory) {
    private static final long POLL_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 60_000;

    void announce(String name, String text) throws IOException {
        Path unfinished = directory.resolve(name + ".tmp");
        Files.writeString(unfinished, text);
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    String await(String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        for (long waited = 0; !Files.exists(file); waited += POLL_MILLIS) {
            if (waited > PATIENCE_MILLIS) {
                throw new IOException("nobody announced '" + name + "' in " + directory);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Files.readString(file).strip();
    }
}
