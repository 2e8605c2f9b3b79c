package next700.model.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** TLC in a JVM of its own, for runs whose output is read as text. */
final class TlcChild {
    private static final String HEAP = "-Xmx2g";

    private TlcChild() {}

    /** What TLC printed, and whether it explored everything without an error. */
    record Output(String text, boolean completed, String problem) {}

    static Output run(Path directory, String module, Duration timeout) throws IOException {
        Path log = directory.resolve("tlc.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-Xss16m",
                        "-cp",
                        Path.of(tlc2.TLC
                                        .class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                .toString(),
                        "tlc2.TLC",
                        "-workers",
                        "1",
                        "-metadir",
                        directory.resolve("states").toString(),
                        "-config",
                        module + ".cfg",
                        module + ".tla")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = false;
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(log);
        boolean completed = ended && text.contains("Model checking completed. No error has been found.");
        String problem = ended ? firstError(text) : "TLC did not end within " + timeout.toSeconds() + " s";
        return new Output(text, completed, problem);
    }

    private static String firstError(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("Error:") || lines.get(i).contains("Exception")) {
                return String.join(" ", lines.subList(i, Math.min(lines.size(), i + 4)));
            }
        }
        return "TLC ended without a result";
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
