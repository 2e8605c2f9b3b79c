package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import next700.model.TlcLimits;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a registered protocol does in the simulator, its specification can do, and what it did not do is refused. */
@Tag("tlc")
class EveryProtocolsTracesTest {
    /** Replaying costs TLC time with every step. */
    private static final int STEPS = 600;

    private static final int RUNS = 5;

    static List<String> protocolsThatSayHowTheyAreReplayed() {
        return pieces().map(Workpiece::name).toList();
    }

    private static Stream<Workpiece> pieces() {
        return Workpieces.all().stream().filter(piece -> piece.stepTraces().isPresent());
    }

    @ParameterizedTest
    @MethodSource("protocolsThatSayHowTheyAreReplayed")
    void theSpecificationFollowsTheImplementationAndNothingElse(String name) {
        Workpiece piece = Workpieces.named(name).orElseThrow();
        StepTraces traces = piece.stepTraces().orElseThrow();

        TraceEvidence evidence = traces.evidence(
                runs(piece, traces),
                TlcLimits.NO_HURRY,
                piece.specification().source().specifications());

        assertThat(evidence.refused()
                        .map(refused -> refused.reason() + "\n" + refused.story() + "\n" + refused.state()))
                .isEmpty();
        assertThat(evidence.open()).isEmpty();
    }

    private static List<StepTrace> runs(Workpiece piece, StepTraces traces) {
        List<StepTrace> chosen = new ArrayList<>();
        int steps = 0;
        for (StepTrace run : traces.tracesOfSimulator(
                piece.subject(Workpiece.USUAL_F).stream().toList(), 7, StepTraces.USUAL)) {
            steps += run.steps().size();
            if (chosen.size() < RUNS && (steps <= STEPS || chosen.isEmpty())) {
                chosen.add(run);
            }
        }
        return chosen;
    }
}
