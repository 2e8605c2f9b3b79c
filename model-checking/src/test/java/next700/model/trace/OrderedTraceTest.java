package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import next700.model.Specifications;
import next700.model.TlcLimits;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Arena;
import next700.trial.Run;
import next700.trial.Tape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ZLight and Chain did in the simulator is a behaviour of their specifications, and what they did not do is none. */
@Tag("tlc")
class OrderedTraceTest {
    private static final Duration TIMEOUT = TlcLimits.NO_HURRY;
    private static final int SIMULATED = 200;
    private static final int REPLAYED = 20;

    private static TraceModule moduleOf(String protocol) {
        return TraceModule.of(protocol).orElseThrow();
    }

    private static List<TraceVerdict> validate(String protocol, List<Trace> traces) {
        return new TraceValidation(moduleOf(protocol), TIMEOUT, Specifications.packaged()).validate(traces);
    }

    /** With nobody Byzantine, with whoever gives the order, and with one of the others. */
    @ParameterizedTest
    @CsvSource({"zlight, 0", "zlight, 1", "zlight, 3", "chain, 0", "chain, 1", "chain, 3"})
    void runsOfTheSimulatorAreBehavioursOfTheSpecification(String protocol, int byzantine) {
        Arena arena = Arena.of(protocol, 1);
        Set<ReplicaId> liars = byzantine == 0 ? Set.of() : Set.of(new ReplicaId(byzantine));
        List<Trace> traces = SimulatedTraces.of(moduleOf(protocol), List.of(arena), 11, SIMULATED).stream()
                .filter(trace -> trace.byzantine().equals(liars))
                .limit(REPLAYED)
                .toList();

        assertThat(traces).isNotEmpty();
        assertThat(validate(protocol, traces))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(TraceVerdict.Accepted.class));
    }

    /** A step, the kind of it, and why the specification cannot go on without the first of them. */
    static Stream<Arguments> stepsThatOthersNeed() {
        return Stream.of(
                Arguments.of("zlight", "Z1", StepKind.INVOKES, "AuthenticRequest"),
                Arguments.of("zlight", "Z2", StepKind.ORDERS, "OrderedAs"),
                Arguments.of("zlight", "Z3", StepKind.EXECUTES, "MatchingAnswers"),
                Arguments.of("chain", "C1", StepKind.INVOKES, "AuthenticRequest"),
                Arguments.of("chain", "C2", StepKind.EXECUTES, "FromPredecessor"),
                Arguments.of("chain", "C3", StepKind.EXECUTES, "FromPredecessor"));
    }

    @ParameterizedTest
    @MethodSource("stepsThatOthersNeed")
    void aRunWithOneStepLeftOutIsRejectedForTheGuardThatMissesIt(
            String protocol, String step, StepKind kind, String reason) {
        Arena arena = Arena.of(protocol, 1);
        List<StepRecord> boring = Run.replay(arena, Tape.EMPTY).steps(StepRecord.class);
        List<StepRecord> steps =
                new ArrayList<>(moduleOf(protocol).asSpecified(boring).getFirst());
        int first = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).step().equals(step) && steps.get(i).kind() == kind)
                .findFirst()
                .orElseThrow();
        steps.remove(first);

        List<TraceVerdict> verdicts = validate(protocol, List.of(new Trace("altered", 1, Set.of(), steps)));

        assertThat(verdicts.get(0))
                .isInstanceOfSatisfying(
                        TraceVerdict.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains(reason));
    }
}
