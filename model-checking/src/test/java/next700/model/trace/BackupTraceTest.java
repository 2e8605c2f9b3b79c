package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import next700.model.Specifications;
import next700.model.TlcLimits;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Arena;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What instances of Backup did in the simulator, alone or after others, is a behaviour of Backup over some total order. A run
 * written by hand is one, too; with one thing altered it is none, and the reason given is the thing.
 */
@Tag("tlc")
class BackupTraceTest {
    private static final TraceValidation VALIDATION =
            new TraceValidation(TraceModule.BACKUP, TlcLimits.NO_HURRY, Specifications.packaged());
    private static final int RUNS = 2000;
    private static final int REPLAYED = 20;

    private static final InstanceId ONE = InstanceId.FIRST;
    private static final InstanceId TWO = new InstanceId(2);
    private static final ClientId C1 = new ClientId(1);
    private static final ClientId C2 = new ClientId(2);
    private static final ClientId C3 = new ClientId(3);
    private static final Request A = new Request(C1, 1, Bytes.utf8("a"));
    private static final Request B = new Request(C2, 5, Bytes.utf8("b"));
    private static final Request C = new Request(C3, 2, Bytes.utf8("c"));
    private static final History JUST_A = History.of(A);
    private static final History A_B = History.of(A, B);

    /** Where the steps are, for those who alter them. */
    private static final int FIRST_STOP_BEFORE = 0;

    private static final int A_INVOKED = 3;
    private static final int B_INVOKED = 4;
    private static final int A_TAKEN_BY_R1 = 6;
    private static final int B_TAKEN_BY_R1 = 10;
    private static final int A_COMMITTED = 14;
    private static final int B_COMMITTED = 15;
    private static final int R1_STOPPED = 16;
    private static final int C_ABORTED = 20;

    private static StepRecord of(StepKind kind, String step, ProcessId process) {
        return StepRecord.of(kind, step, process, TWO);
    }

    private static StepRecord takes(Request request, int replica, History history) {
        return of(StepKind.EXECUTES, "B2", new ReplicaId(replica))
                .about(request)
                .with(history);
    }

    /** Of the two requests that commit one stands in the init history; k is 2, so that the third aborts. */
    private static List<StepRecord> run() {
        List<StepRecord> run = new ArrayList<>();
        for (int j = 1; j <= 3; j++) {
            run.add(StepRecord.of(StepKind.STOPS, "P2", new ReplicaId(j), ONE).with(JUST_A));
        }
        for (Request request : List.of(A, B, C)) {
            run.add(of(StepKind.INVOKES, "B1", request.client()).about(request).initialisedBy(Optional.of(JUST_A)));
        }
        for (int j = 1; j <= 4; j++) {
            run.add(takes(A, j, JUST_A).initialisedBy(Optional.of(JUST_A)));
        }
        for (int j = 1; j <= 4; j++) {
            run.add(takes(B, j, A_B));
        }
        run.add(of(StepKind.COMMITS, "B3", C1).about(A).committing(JUST_A.digest()));
        run.add(of(StepKind.COMMITS, "B3", C2).about(B).committing(A_B.digest()));
        for (int j = 1; j <= 4; j++) {
            run.add(of(StepKind.STOPS, "B4", new ReplicaId(j)).with(A_B));
        }
        run.add(of(StepKind.ABORTS, "B5", C3).about(C).with(A_B));
        return run;
    }

    private static Trace trace(List<StepRecord> steps) {
        return new Trace("by hand", 1, Set.of(), steps);
    }

    private static Altered<Trace> altered(String what, String step, String reason, Consumer<List<StepRecord>> change) {
        return new Altered<>(what, trace(Altered.change(run(), change)), step, reason);
    }

    private static Altered<Trace> without(int index, String step, String reason) {
        return altered("without step " + index, step, reason, steps -> steps.remove(index));
    }

    private static final List<Altered<Trace>> ALTERED = List.of(
            without(FIRST_STOP_BEFORE, "B1", "(Valid)"),
            without(A_INVOKED, "B2", "Submitted"),
            without(B_INVOKED, "B2", "Submitted"),
            altered(
                    "another init history comes along",
                    "B1",
                    "(Valid)",
                    steps -> steps.set(A_INVOKED, steps.get(A_INVOKED).initialisedBy(Optional.of(History.EMPTY)))),
            altered(
                    "another init history is adopted",
                    "B2",
                    "Adopt",
                    steps -> steps.set(
                            A_TAKEN_BY_R1, steps.get(A_TAKEN_BY_R1).initialisedBy(Optional.of(History.EMPTY)))),
            altered(
                    "what the init history holds is executed again",
                    "B2",
                    "Execute",
                    steps -> steps.set(A_TAKEN_BY_R1, steps.get(A_TAKEN_BY_R1).with(History.of(A, A)))),
            altered(
                    "one replica executes in another order",
                    "B2",
                    "Execute",
                    steps -> steps.set(
                            B_TAKEN_BY_R1 + 1, steps.get(B_TAKEN_BY_R1 + 1).with(History.of(B, A)))),
            altered(
                    "a replica goes on after k requests",
                    "B2",
                    "MayCommit",
                    steps -> steps.add(R1_STOPPED + 1, takes(C, 1, History.of(A, B, C)))),
            altered(
                    "a commit of what nobody has answered",
                    "B3",
                    "IsCommitHistory",
                    steps -> steps.set(A_COMMITTED, steps.get(A_COMMITTED).committing(A_B.digest()))),
            altered(
                    "a commit on the word of one",
                    "B3",
                    "IsCommitHistory",
                    steps -> steps.subList(B_TAKEN_BY_R1 + 1, A_COMMITTED).clear()),
            altered(
                    "a commit after an abort",
                    "B3",
                    "outstanding",
                    steps -> steps.add(steps.remove(B_COMMITTED).about(C))),
            altered(
                    "a replica stops before anything has committed",
                    "B4",
                    "HasStopped",
                    steps -> steps.add(
                            A_TAKEN_BY_R1,
                            of(StepKind.STOPS, "B4", new ReplicaId(1)).with(JUST_A))),
            altered(
                    "k is another one at the first replica that stops",
                    "B2",
                    "MayCommit",
                    steps -> steps.add(
                            B_TAKEN_BY_R1,
                            of(StepKind.STOPS, "B4", new ReplicaId(4)).with(JUST_A))),
            altered(
                    "a replica signs what is not its history",
                    "B4",
                    "Signs",
                    steps -> steps.set(R1_STOPPED, steps.get(R1_STOPPED).with(JUST_A))),
            altered(
                    "an abort with a history that nobody signed",
                    "B5",
                    "IsAbortHistory",
                    steps -> steps.set(C_ABORTED, steps.get(C_ABORTED).with(JUST_A))),
            altered(
                    "a step of another protocol",
                    "Z3",
                    "no such step",
                    steps -> steps.add(A_TAKEN_BY_R1, of(StepKind.EXECUTES, "Z3", new ReplicaId(1)))));

    @Test
    void aRunInWhichARequestOfTheInitHistoryIsOneOfTheKIsABehaviour() {
        assertThat(VALIDATION.validate(trace(run()))).isEqualTo(new TraceVerdict.Accepted(run().size()));
    }

    @Test
    void aReplicaThatFellBehindMayBeGivenSeveralRequestsAtOnce() {
        List<StepRecord> steps = run();
        steps.remove(A_TAKEN_BY_R1 + 3);

        assertThat(VALIDATION.validate(trace(steps))).isInstanceOf(TraceVerdict.Accepted.class);
    }

    @Test
    void oneThingAlteredIsFoundAndNamed() {
        Altered.assertEachIsFoundAndNamed(ALTERED, VALIDATION::validate);
    }

    /** It executes nothing of its own, and stops when a client asks again. */
    @Test
    void aReplicaThatTookOverTheFinalStateOfOthersTellsWithItsStopWhatItBeganWith() {
        FuzzOptions options = FuzzOptions.of(Arena.of("backup", 1), RUNS).withSeed(11);

        assertThat(LongStream.range(0, RUNS)
                        .mapToObj(number -> Campaign.runOf(options, number))
                        .filter(run -> run.steps(StepRecord.class).stream()
                                .anyMatch(step ->
                                        step.step().equals("B4") && step.init().isPresent()))
                        .findFirst())
                .hasValueSatisfying(run -> assertThat(run.violations()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"backup, 0", "backup, 1", "azyzzyva, 0", "azyzzyva, 1", "aliph, 0", "aliph, 1"})
    void runsOfTheSimulatorAreBehavioursOfTheSpecification(String composition, int liars) {
        Arena arena = Arena.of(composition, 1);
        FuzzOptions options = FuzzOptions.of(arena, RUNS).withSeed(11);
        List<Trace> traces = LongStream.range(0, RUNS)
                .mapToObj(number -> Campaign.runOf(options, number))
                .filter(run -> run.trial().byzantine().size() == liars)
                .flatMap(run -> TraceModule.BACKUP.asSpecified(run.steps(StepRecord.class)).stream()
                        .map(steps -> new Trace("run", arena.f(), run.trial().byzantine(), steps)))
                .limit(REPLAYED)
                .toList();

        assertThat(traces).isNotEmpty();
        assertThat(VALIDATION.validate(traces))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(TraceVerdict.Accepted.class));
    }
}
