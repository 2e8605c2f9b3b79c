package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import next700.model.TlcLimits;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run written by hand, with a commit, a panic and a switch, is a behaviour of the specification; with one thing
 * altered it is none, and the reason given is the thing.
 */
@Tag("tlc")
class SwitchTraceTest {
    private static final TraceValidation VALIDATION = new TraceValidation(TlcLimits.NO_HURRY);

    private static final InstanceId ONE = InstanceId.FIRST;
    private static final InstanceId TWO = new InstanceId(2);
    private static final ClientId C1 = new ClientId(1);
    private static final ClientId C2 = new ClientId(2);
    private static final Request A = new Request(C1, 1, Bytes.utf8("a"));
    private static final Request B = new Request(C2, 5, Bytes.utf8("b"));
    private static final History JUST_A = History.of(A);
    private static final History BOTH = History.of(A, B);

    /** Where the steps are, for those who alter them. */
    private static final int FIRST_Q2 = 1;

    private static final int Q3 = 5;
    private static final int B_EXECUTES_AT_R1 = 7;
    private static final int PANIC = 8;
    private static final int FIRST_P2 = 9;
    private static final int ABORT = 12;
    private static final int B_AGAIN = 13;
    private static final int FIRST_ADOPTION = 14;

    private static List<StepRecord> run() {
        List<StepRecord> run = new ArrayList<>();
        run.add(StepRecord.of(StepKind.INVOKES, "Q1", C1, ONE).about(A));
        for (int j = 1; j <= 4; j++) {
            run.add(StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(j), ONE)
                    .about(A)
                    .with(JUST_A));
        }
        run.add(StepRecord.of(StepKind.COMMITS, "Q3", C1, ONE).about(A).committing(JUST_A.digest()));
        run.add(StepRecord.of(StepKind.INVOKES, "Q1", C2, ONE).about(B));
        run.add(StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), ONE)
                .about(B)
                .with(BOTH));
        run.add(StepRecord.of(StepKind.PANICS, "P1", C2, ONE).about(B));
        run.add(StepRecord.of(StepKind.STOPS, "P2", new ReplicaId(1), ONE).with(BOTH));
        run.add(StepRecord.of(StepKind.STOPS, "P2", new ReplicaId(2), ONE).with(JUST_A));
        run.add(StepRecord.of(StepKind.STOPS, "P2", new ReplicaId(3), ONE).with(JUST_A));
        run.add(StepRecord.of(StepKind.ABORTS, "P3", C2, ONE).about(B).with(JUST_A));
        run.add(StepRecord.of(StepKind.INVOKES, "Q1", C2, TWO).about(B).initialisedBy(Optional.of(JUST_A)));
        for (int j = 1; j <= 4; j++) {
            run.add(StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(j), TWO)
                    .about(B)
                    .initialisedBy(Optional.of(JUST_A))
                    .with(BOTH));
        }
        run.add(StepRecord.of(StepKind.COMMITS, "Q3", C2, TWO).about(B).committing(BOTH.digest()));
        // Sent again, and answered again.
        run.add(StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), TWO)
                .about(B)
                .with(BOTH));
        return run;
    }

    private static Trace trace(List<StepRecord> steps) {
        return new Trace("by hand", 1, Set.of(), steps);
    }

    private static Altered<Trace> altered(String what, String step, String reason, Consumer<List<StepRecord>> change) {
        return new Altered<>(what, trace(Altered.change(run(), change)), step, reason);
    }

    private static final List<Altered<Trace>> ALTERED = List.of(
            altered("nobody invoked it", "Q2", "AuthenticRequest", steps -> steps.remove(0)),
            altered("a replica has not answered", "Q3", "MatchingAnswers", steps -> steps.remove(FIRST_Q2)),
            altered(
                    "a commit of a history that one replica has",
                    "Q3",
                    "MatchingAnswers",
                    steps -> steps.set(Q3, steps.get(Q3).committing(BOTH.digest()))),
            altered(
                    "a commit of a history that nobody has",
                    "Q3",
                    "no local history has the committed digest",
                    steps -> steps.set(
                            Q3, steps.get(Q3).committing(History.of(B, A).digest()))),
            altered(
                    "a request is put before another",
                    "Q2",
                    "the history is not the one before",
                    steps -> steps.set(
                            B_EXECUTES_AT_R1, steps.get(B_EXECUTES_AT_R1).with(History.of(B, A)))),
            altered("nobody panicked", "P2", "AuthenticPanic", steps -> steps.remove(PANIC)),
            altered(
                    "a replica goes on after it has stopped",
                    "Q2",
                    "Runs",
                    steps -> steps.add(
                            FIRST_P2 + 1,
                            StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), ONE)
                                    .about(A)
                                    .with(BOTH))),
            altered(
                    "a replica signs what is not its history",
                    "P2",
                    "local history",
                    steps -> steps.set(FIRST_P2, steps.get(FIRST_P2).with(JUST_A))),
            altered(
                    "an abort with more than the signed histories allow",
                    "P3",
                    "IsAbortHistory",
                    steps -> steps.set(ABORT, steps.get(ABORT).with(BOTH))),
            altered("an abort on the word of 2f", "P3", "IsAbortHistory", steps -> steps.remove(FIRST_P2 + 2)),
            altered(
                    "a client begins with another history than it was given",
                    "Q1",
                    "abort history",
                    steps -> steps.set(B_AGAIN, steps.get(B_AGAIN).initialisedBy(Optional.of(History.EMPTY)))),
            altered(
                    "a replica begins with another history than came along",
                    "Q2",
                    "came with the message",
                    steps -> steps.set(
                            FIRST_ADOPTION,
                            steps.get(FIRST_ADOPTION)
                                    .initialisedBy(Optional.of(BOTH))
                                    .with(BOTH))),
            altered(
                    "a replica begins with none",
                    "Q2",
                    "MayProceed",
                    steps -> steps.set(FIRST_ADOPTION, steps.get(FIRST_ADOPTION).initialisedBy(Optional.empty()))),
            altered(
                    "a commit after a panic",
                    "Q3",
                    "InTime",
                    steps -> steps.add(
                            Q3, StepRecord.of(StepKind.PANICS, "P1", C1, ONE).about(A))),
            altered(
                    "a step of another protocol",
                    "Z2",
                    "no such step",
                    steps -> steps.add(1, StepRecord.of(StepKind.ORDERS, "Z2", new ReplicaId(1), ONE))));

    @Test
    void aRunWithACommitAPanicAndASwitchIsABehaviour() {
        assertThat(VALIDATION.validate(trace(run()))).isEqualTo(new TraceVerdict.Accepted(run().size()));
    }

    @Test
    void whatAByzantineReplicaSignsMayBackAnAbortHistory() {
        List<StepRecord> steps = run();
        steps.removeIf(step -> step.process().equals(new ReplicaId(3)));

        assertThat(VALIDATION.validate(new Trace("r3 is Byzantine", 1, Set.of(new ReplicaId(3)), steps)))
                .isInstanceOf(TraceVerdict.Accepted.class);
    }

    @Test
    void oneThingAlteredIsFoundAndNamed() {
        Altered.assertEachIsFoundAndNamed(ALTERED, VALIDATION::validate);
    }
}
