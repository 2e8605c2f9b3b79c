package next700.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import next700.workpiece.Workpiece;
import org.junit.jupiter.api.DynamicTest;

/**
 * The evidence for a workpiece, each piece of it a test whose name is the sentence that it proves:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> all() {
 *     return ProtocolSuite.of(new MyPiece()).runs(10_000).with(models(), mutants(), traces(), proofMap()).tests();
 * }
 * }</pre>
 *
 * <p>The adversary always tries the protocol. A test that fails says why, what replays it, and where the page is. What was asked
 * for and is not there fails, too: whoever asks for models and has none knows nothing.
 *
 * @param runs of the adversary, for each subject
 * @param seed the same seed gives the same runs
 * @param pages where the pages of what fell are written, below a folder for each subject
 */
public record ProtocolSuite(Workpiece workpiece, long runs, long seed, List<Evidence> evidence, Path pages) {
    private static final long USUAL_RUNS = 2_000;

    public ProtocolSuite {
        evidence = List.copyOf(evidence);
    }

    public static ProtocolSuite of(Workpiece workpiece) {
        return new ProtocolSuite(
                workpiece, USUAL_RUNS, 1, List.of(Evidence.adversary()), Path.of("target", "next700-pages"));
    }

    /** The same with so many runs of the adversary, for each subject. */
    public ProtocolSuite runs(long count) {
        return new ProtocolSuite(workpiece, count, seed, evidence, pages);
    }

    /** The same with other runs. */
    public ProtocolSuite seed(long other) {
        return new ProtocolSuite(workpiece, runs, other, evidence, pages);
    }

    /** The same, and this evidence, too. */
    public ProtocolSuite with(Evidence... more) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.addAll(List.of(more));
        return new ProtocolSuite(workpiece, runs, seed, all, pages);
    }

    /** The tests, which look at nothing before they are run. */
    public Stream<DynamicTest> tests() {
        return evidence.stream().flatMap(each -> each.tests(this));
    }
}
