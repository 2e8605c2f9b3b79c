package next700.assertions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import next700.history.History;
import next700.history.HistoryRecorder;
import next700.linearizability.Linearizability;
import next700.linearizability.Specification;
import next700.linearizability.Verdict;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records what each test of a class calls, and checks it when the test has ended:
 *
 * <pre>{@code
 * @RegisterExtension
 * final RecordedHistory history = RecordedHistory.of(new Register());
 *
 * @Test
 * void readsSeeTheLatestWrite() throws Exception {
 *     ...in many threads: history.recorder().record("read", null, register::get);
 * }
 * }</pre>
 *
 * <p>If the history is not linearizable, or that is not known, the test fails; the history and the explanation are left in
 * {@code target/histories}, and the message has the command that shows them. So they are if the test fails by itself.
 */
public final class RecordedHistory implements BeforeEachCallback, AfterEachCallback {
    private final Specification<?> specification;
    private final Path directory;
    private final Duration deadline;
    private Path file;
    private HistoryRecorder recorder;

    private RecordedHistory(Specification<?> specification, Path directory, Duration deadline) {
        this.specification = specification;
        this.directory = directory;
        this.deadline = deadline;
    }

    /** Histories of that object, each checked for 30 seconds at most. */
    public static RecordedHistory of(Specification<?> specification) {
        return new RecordedHistory(specification, Path.of("target", "histories"), Duration.ofSeconds(30));
    }

    /** The same with the histories in another directory. */
    public RecordedHistory in(Path other) {
        return new RecordedHistory(specification, other, deadline);
    }

    /** The same with another time for each check. */
    public RecordedHistory within(Duration longest) {
        return new RecordedHistory(specification, directory, longest);
    }

    /** What records the calls of the test that runs. */
    public HistoryRecorder recorder() {
        return recorder;
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        Files.createDirectories(directory);
        String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
        file = directory.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".jsonl");
        recorder = HistoryRecorder.to(file);
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        History history = recorder.history();
        if (test.getExecutionException().isPresent()) {
            return;
        }
        Verdict verdict =
                Linearizability.of(specification).withDeadline(deadline).check(history);
        if (verdict instanceof Verdict.Holds) {
            Files.delete(file);
            return;
        }
        Files.writeString(Path.of(file + ".txt"), verdict.explain() + System.lineSeparator());
        throw new AssertionError(verdict.explain() + System.lineSeparator() + "The history: next700 check "
                + file.toAbsolutePath() + " --spec " + specification.name() + " --report "
                + directory.toAbsolutePath());
    }
}
