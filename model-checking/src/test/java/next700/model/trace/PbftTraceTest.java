package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import next700.model.Specifications;
import next700.model.TlcLimits;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.pbft.Batch;
import next700.simulation.Arena;
import next700.simulation.pbft.PbftSubject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What replicas of PBFT agreed on in the simulator is what the specification allows. A run written by hand is a behaviour,
 * too; with one thing altered it is none, and the reason given is the thing.
 */
@Tag("tlc")
class PbftTraceTest {
    private static final TraceValidation VALIDATION =
            new TraceValidation(TraceModule.PBFT, TlcLimits.NO_HURRY, Specifications.packaged());
    private static final int RUNS = 500;
    private static final int REPLAYED = 20;

    private static final Digest X = Digest.of("X").digest();
    private static final Digest Y = Digest.of("Y").digest();

    /** Where the steps are, for those who alter them. */
    private static final int X_PROPOSED = 0;

    private static final int X_ACCEPTED_BY_R2 = 1;
    private static final int X_COMMITTED_BY_R1 = 4;
    private static final int X_COMMITTED_BY_R3 = 6;
    private static final int X_EXECUTED_BY_R1 = 8;
    private static final int Y_PROPOSED = 12;
    private static final int Y_ACCEPTED_BY_R3 = 14;
    private static final int R2_LEAVES = 17;
    private static final int R4_LEAVES = 19;
    private static final int R2_BEGINS = 20;
    private static final int R3_BEGINS = 21;
    private static final int END = 31;

    private static StepRecord step(String name, int replica, Placement placement) {
        return StepRecord.of(StepKind.INTERNAL, "PBFT." + name, new ReplicaId(replica), InstanceId.FIRST)
                .placing(placement);
    }

    private static StepRecord step(String name, int replica, long view, long number, Digest batch) {
        return step(name, replica, Placement.of(view, 0, number, batch));
    }

    private static StepRecord leaves(int replica, long view, long base) {
        return step("ViewChange", replica, Placement.empty(view, base));
    }

    private static StepRecord begins(int replica, long base, Map<Long, Digest> batches) {
        return step("NewView", replica, new Placement(1, base, new TreeMap<>(batches)));
    }

    /** X commits in the first view; Y prepares there at two replicas, and commits in the second. */
    private static List<StepRecord> run() {
        List<StepRecord> run = new ArrayList<>();
        run.add(step("PrePrepare", 1, 0, 1, X));
        for (int j = 2; j <= 4; j++) {
            run.add(step("Prepare", j, 0, 1, X));
        }
        for (int j = 1; j <= 4; j++) {
            run.add(step("Commit", j, 0, 1, X));
        }
        for (int j = 1; j <= 4; j++) {
            run.add(step("Execute", j, 0, 1, X));
        }
        run.add(step("PrePrepare", 1, 0, 2, Y));
        for (int j = 2; j <= 3; j++) {
            run.add(step("Prepare", j, 0, 2, Y));
        }
        for (int j = 1; j <= 2; j++) {
            run.add(step("Commit", j, 0, 2, Y));
        }
        for (int j = 2; j <= 4; j++) {
            run.add(leaves(j, 1, 0));
        }
        for (int j = 2; j <= 4; j++) {
            run.add(begins(j, 0, Map.of(1L, X, 2L, Y)));
        }
        for (int j = 3; j <= 4; j++) {
            run.add(step("Prepare", j, 1, 2, Y));
        }
        for (int j = 2; j <= 4; j++) {
            run.add(step("Commit", j, 1, 2, Y));
        }
        for (int j = 2; j <= 4; j++) {
            run.add(step("Execute", j, 1, 2, Y));
        }
        return run;
    }

    private static Trace trace(List<StepRecord> steps) {
        return new Trace("by hand", 1, Set.of(), steps);
    }

    private static Altered<Trace> altered(String what, String step, String reason, Consumer<List<StepRecord>> change) {
        return new Altered<>(what, trace(Altered.change(run(), change)), "PBFT." + step, reason);
    }

    private static Altered<Trace> without(int index, String step, String reason) {
        return altered("without step " + index, step, reason, steps -> steps.remove(index));
    }

    private static Altered<Trace> with(int index, StepRecord another, String reason) {
        String step = another.step().substring("PBFT.".length());
        return altered(another + " at " + index, step, reason, steps -> steps.add(index, another));
    }

    private static Altered<Trace> instead(int index, StepRecord another, String reason) {
        String step = another.step().substring("PBFT.".length());
        return altered(another + " in place of " + index, step, reason, steps -> steps.set(index, another));
    }

    private static final List<Altered<Trace>> ALTERED = List.of(
            without(X_PROPOSED, "Prepare", "the primary has not proposed it"),
            instead(X_PROPOSED, step("PrePrepare", 2, 0, 1, X), "not the primary"),
            instead(X_PROPOSED, step("PrePrepare", 1, 0, 2, X), "a number before"),
            with(X_ACCEPTED_BY_R2, step("PrePrepare", 1, 0, 1, Y), "has a request already"),
            instead(Y_PROPOSED, step("PrePrepare", 1, 0, 2, X), "has a number in this view"),
            with(X_ACCEPTED_BY_R2, step("Prepare", 1, 0, 1, X), "its vote"),
            with(Y_PROPOSED, step("Prepare", 2, 0, 1, Y), "AcceptsOne"),
            with(X_PROPOSED, step("Commit", 2, 0, 1, X), "has not accepted it"),
            without(Y_ACCEPTED_BY_R3, "Commit", "fewer than 2f backups"),
            with(X_EXECUTED_BY_R1, step("Commit", 1, 0, 1, X), "has sent this COMMIT"),
            altered(
                    "two replicas send no COMMIT",
                    "Execute",
                    "fewer than 2f+1",
                    steps -> steps.subList(X_COMMITTED_BY_R3, X_EXECUTED_BY_R1).clear()),
            with(X_COMMITTED_BY_R1, step("Execute", 1, 0, 1, X), "fewer than 2f+1"),
            with(R2_LEAVES + 1, step("Commit", 2, 1, 2, Y), "takes no part"),
            with(R2_LEAVES + 1, step("Commit", 2, 0, 2, Y), "another view"),
            with(R2_LEAVES + 1, leaves(2, 0, 0), "has left for a later view"),
            instead(R2_LEAVES, leaves(2, 1, 2), "covers a number at which nothing has committed"),
            without(R4_LEAVES, "NewView", "do not allow what it selects"),
            instead(R2_BEGINS, begins(2, 0, Map.of(1L, X, 2L, Batch.NULL_DIGEST)), "do not allow what it selects"),
            instead(R2_BEGINS, begins(2, 0, Map.of(1L, Y, 2L, Y)), "do not allow what it selects"),
            instead(R2_BEGINS, begins(2, 0, Map.of(1L, X)), "leaves a number out"),
            instead(R2_BEGINS, begins(2, 2, Map.of()), "covers a number at which nothing has committed"),
            without(R2_BEGINS, "NewView", "the primary has sent no NEW-VIEW"),
            instead(R3_BEGINS, begins(3, 0, Map.of(1L, X)), "selects something else"),
            with(R3_BEGINS, begins(2, 0, Map.of()).placing(Placement.empty(0, 0)), "has left that view"),
            with(
                    Y_PROPOSED,
                    step("StateTransfer", 4, Placement.empty(0, 2)),
                    "a number up to which not all has committed"),
            without(X_EXECUTED_BY_R1 + 1, "Execute", "has not executed the number before"),
            with(END, step("Execute", 4, 1, 2, Y), "has executed this number"),
            with(R3_BEGINS, begins(2, 0, Map.of(1L, X)), "has begun the view with something else"),
            with(R3_BEGINS + 1, begins(3, 0, Map.of(1L, X)), "selects something else"),
            with(X_PROPOSED, step("Invoke", 1, 0, 1, X), "no such step"),
            new Altered<>(
                    "with two liars, two requests prepare in one view",
                    withTwoLiars(List.of(
                            step("Prepare", 3, 0, 1, X),
                            step("Commit", 3, 0, 1, X),
                            step("Prepare", 4, 0, 1, Y),
                            step("Commit", 4, 0, 1, Y))),
                    "PBFT.Commit",
                    "PBFT_PreparedUnique"),
            // Who executes it would break PBFT_Agreement; in the state before something claimed does not hold any more.
            new Altered<>(
                    "with two liars, another request is proposed at a number that was executed",
                    withTwoLiars(List.of(
                            step("Prepare", 3, 0, 1, X),
                            step("Commit", 3, 0, 1, X),
                            step("Execute", 3, 0, 1, X),
                            leaves(4, 1, 0),
                            begins(4, 0, Map.of()),
                            step("Prepare", 4, 1, 1, Y),
                            step("Commit", 4, 1, 1, Y),
                            step("Execute", 4, 1, 1, Y))),
                    "PBFT.Prepare",
                    "TraceInvariant does not hold after this step"));

    /** More than f: whatever the guards let through then, what is claimed is looked at all the same. */
    private static Trace withTwoLiars(List<StepRecord> steps) {
        return new Trace("two liars", 1, Set.of(new ReplicaId(1), new ReplicaId(2)), steps);
    }

    @Test
    void aReplicaWithoutMemoryExecutesFromTheBeginningAgain() {
        List<StepRecord> steps = run();
        steps.add(Y_PROPOSED, step("Execute", 4, 0, 1, X));

        assertThat(VALIDATION.validate(trace(steps))).isEqualTo(new TraceVerdict.Accepted(steps.size()));
    }

    @Test
    void aRunInWhichARequestSurvivesAViewChangeIsABehaviour() {
        assertThat(VALIDATION.validate(trace(run()))).isEqualTo(new TraceVerdict.Accepted(run().size()));
    }

    @Test
    void aNewViewNeedNotSpeakOfWhatACheckpointCovers() {
        List<StepRecord> steps = run();
        for (int j = 0; j < 3; j++) {
            steps.set(R2_LEAVES + j, leaves(2 + j, 1, j == 0 ? 1 : 0));
            steps.set(R2_BEGINS + j, begins(2 + j, 1, Map.of(2L, Y)));
        }
        steps.add(R2_BEGINS + 3, step("StateTransfer", 4, Placement.empty(1, 1)));

        assertThat(VALIDATION.validate(trace(steps))).isEqualTo(new TraceVerdict.Accepted(steps.size()));
    }

    @Test
    void theNullRequestMayStandWhereNothingPreparedAndAnywhereElseTheyPutIt() {
        List<StepRecord> steps = new ArrayList<>();
        steps.add(step("PrePrepare", 1, 0, 1, Batch.NULL_DIGEST));
        steps.add(step("PrePrepare", 1, 0, 2, Batch.NULL_DIGEST));
        for (int j = 2; j <= 4; j++) {
            steps.add(leaves(j, 1, 0));
        }
        steps.add(begins(2, 0, Map.of(1L, Batch.NULL_DIGEST)));
        steps.add(step("PrePrepare", 2, 1, 2, X));

        assertThat(VALIDATION.validate(trace(steps))).isEqualTo(new TraceVerdict.Accepted(steps.size()));
    }

    @Test
    void oneThingAlteredIsFoundAndNamed() {
        Altered.assertEachIsFoundAndNamed(ALTERED, VALIDATION::validate);
    }

    @Test
    void whatTheReplicasWereLikeIsToldInTheirWords() {
        TraceVerdict verdict =
                VALIDATION.validate(without(Y_ACCEPTED_BY_R3, "Commit", "").run());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TraceVerdict.Rejected.class,
                        rejected -> assertThat(rejected.state())
                                .contains("views: r1 0, r2 0")
                                .contains("have accepted at the number: r1 " + Y.abbreviated() + ", r2 "
                                        + Y.abbreviated() + ", r3 nothing"));
    }

    private static void assertAccepted(List<Trace> traces) {
        assertThat(traces).isNotEmpty();
        assertThat(VALIDATION.validate(traces))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(TraceVerdict.Accepted.class));
    }

    private static boolean changesViews(Trace trace) {
        return trace.steps().stream().anyMatch(step -> step.step().equals("PBFT.NewView"));
    }

    /** With crashes, and in some with a liar. */
    @Test
    void runsOfItsSimulatorAreBehavioursOfTheSpecification() {
        List<Trace> traces =
                SimulatedTraces.of(TraceModule.PBFT, List.of(new PbftSubject(PbftSubject.DRAWN)), 11, 2 * REPLAYED);

        assertThat(traces).anySatisfy(trace -> assertThat(trace.byzantine()).isNotEmpty());
        assertThat(traces).anyMatch(PbftTraceTest::changesViews);
        assertAccepted(traces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azyzzyva", "aliph"})
    void whatBackupStandsOnIsABehaviourInEveryInstance(String composition) {
        List<Trace> traces = SimulatedTraces.of(TraceModule.PBFT, List.of(Arena.of(composition, 1)), 11, RUNS).stream()
                .filter(PbftTraceTest::changesViews)
                .limit(REPLAYED)
                .toList();

        assertAccepted(traces);
    }
}
