package next700.evidence.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.history.Completion;
import next700.history.History;
import next700.history.HistoryWriter;
import next700.history.Operation;
import next700.linearizability.Certificate;
import next700.report.UsageException;

/** What proves a verdict, written as a history that can be checked again. */
public final class OrderFile {
    private OrderFile() {}

    /** Refuses, before anything is checked, a file that cannot be written, or that is a recording. */
    public static void expectWritable(Path file, List<Path> recordings) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UsageException("--order: " + file + " cannot be written");
        }
        if (recordings.stream()
                .anyMatch(one -> one.toAbsolutePath()
                        .normalize()
                        .equals(file.toAbsolutePath().normalize()))) {
            throw new UsageException("--order: " + file + " is the recording itself");
        }
    }

    static void write(History history, Path file) {
        try {
            HistoryWriter.write(history, file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** The operations of a linearization, one after the other; those without an answer have none there, either. */
    static void write(String source, Certificate linearization, Path file) {
        History.Builder history = History.builder(source);
        Map<String, Integer> lives = new HashMap<>();
        long time = 0;
        for (Operation operation : linearization.order()) {
            int life = lives.getOrDefault(operation.process(), 1);
            String process = life == 1 ? operation.process() : operation.process() + "." + life;
            history.invoke(process, operation.function(), operation.argument(), ++time);
            if (operation.completion() instanceof Completion.Ok ok) {
                history.ok(process, ok.value(), ++time);
            } else {
                lives.put(operation.process(), life + 1);
            }
        }
        write(history.build(), file);
    }
}
