package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import next700.model.TlcLimits;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Arena;
import next700.trial.Run;
import next700.trial.Tape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the implementation did in the simulator is a behaviour of the specification, and what it did not do is none. */
@Tag("tlc")
class TraceValidationTest {
    private static final TraceValidation VALIDATION = new TraceValidation(TlcLimits.NO_HURRY);
    private static final int RUNS = 40;

    /** The boring run: everyone is correct, nothing is late, and each operation commits in instance 1. */
    private static Trace boring() {
        List<StepRecord> steps = Run.replay(Arena.quorum(1), Tape.EMPTY).steps(StepRecord.class);
        return new Trace(
                "run", 1, Set.of(), TraceModule.QUORUM.asSpecified(steps).getFirst());
    }

    private static Trace altered(UnaryOperator<List<StepRecord>> change) {
        Trace trace = boring();
        return new Trace("altered", trace.f(), trace.byzantine(), change.apply(new ArrayList<>(trace.steps())));
    }

    private static int indexOf(List<StepRecord> steps, String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).step().equals(step)) {
                return i;
            }
        }
        throw new AssertionError("the run has no step " + step);
    }

    @Test
    void runsOfTheSimulatorAreBehavioursOfTheSpecification() {
        List<Trace> traces = SimulatedTraces.of(TraceModule.QUORUM, List.of(Arena.quorum(1)), 7, RUNS);

        assertThat(VALIDATION.validate(traces))
                .hasSize(RUNS)
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(TraceVerdict.Accepted.class));
    }

    @Test
    void aRunWithOneStepAlteredIsRejectedAtThatStepOrWhereItShows() {
        List<Trace> altered = List.of(
                altered(steps -> {
                    steps.remove(indexOf(steps, "Q1"));
                    return steps;
                }),
                altered(steps -> {
                    steps.remove(indexOf(steps, "Q2"));
                    return steps;
                }),
                altered(steps -> {
                    Collections.swap(steps, indexOf(steps, "Q1"), indexOf(steps, "Q3"));
                    return steps;
                }),
                altered(steps -> {
                    StepRecord q2 = steps.get(indexOf(steps, "Q2"));
                    steps.set(
                            indexOf(steps, "Q2"),
                            q2.with(q2.history()
                                    .orElseThrow()
                                    .append(q2.request().orElseThrow())));
                    return steps;
                }),
                altered(steps -> {
                    int q2 = indexOf(steps, "Q2");
                    StepRecord panic = StepRecord.of(
                                    StepKind.STOPS,
                                    "P2",
                                    steps.get(q2).process(),
                                    steps.get(q2).instance())
                            .with(History.EMPTY);
                    steps.add(q2, panic);
                    return steps;
                }));
        assertThat(VALIDATION.validate(boring())).isInstanceOf(TraceVerdict.Accepted.class);
        assertThat(VALIDATION.validate(altered))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(TraceVerdict.Rejected.class));
    }

    @Test
    void aRejectionNamesTheStepTheReasonAndTheStateBeforeIt() {
        Trace trace = altered(steps -> {
            steps.remove(indexOf(steps, "Q1"));
            return steps;
        });
        TraceVerdict verdict = VALIDATION.validate(trace);
        assertThat(verdict).isInstanceOfSatisfying(TraceVerdict.Rejected.class, rejected -> {
            assertThat(rejected.step()).isEqualTo("Q2");
            assertThat(rejected.reason()).contains("AuthenticRequest");
            assertThat(rejected.state()).contains("local histories", "r4");
        });
    }
}
