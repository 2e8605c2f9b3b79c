package next700.simulation.pbft;

import static next700.simulation.pbft.PbftCluster.r;
import static next700.simulation.pbft.PbftCluster.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Taken;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Signature;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.simulation.pbft.invariant.PbftInvariant;
import next700.simulation.pbft.invariant.PbftInvariants;
import next700.trial.ChoiceTape;
import next700.trial.Event;
import next700.trial.IdealAuthentication;
import next700.trial.Tape;
import org.junit.jupiter.api.Test;

/** Each invariant falls on what it forbids, and not on what it allows. */
final class PbftInvariantsTest {
    private static final ByzantineGroup FOUR = new ByzantineGroup(1);
    private static final InstanceId I = InstanceId.FIRST;
    private static final ClientId C1 = new ClientId(1);
    private static final ClientId C2 = new ClientId(2);
    private static final Request FIRST = new Request(C1, 1, Bytes.utf8("c1.1"));
    private static final Request SECOND = new Request(C2, 1, Bytes.utf8("c2.1"));
    private static final Digest A = Digest.of("A").digest();
    private static final Digest B = Digest.of("B").digest();
    private static final Input PATIENCE_ENDS = new Input.Expired(new InstanceTimer(InstanceTimer.Kind.VIEW_CHANGE, I));
    private static final Authenticator NO_MACS = new Authenticator(List.of());

    /** Three clients with an operation each, batches of one request, and nobody Byzantine. */
    private final PbftSetup setup = PbftSetup.draw(ChoiceTape.replaying(Tape.of(0, 0, 0, 2)), 1);

    private final PbftFacts facts = new PbftFacts(setup);
    private final List<PbftInvariant> invariants = PbftInvariants.ofOneRun();
    private final List<String> fallen = new ArrayList<>();
    private Event last;

    private void happens(ProcessId process, Input input, Effect... effects) {
        List<Taken> steps = Arrays.stream(effects)
                .filter(Effect.Took.class::isInstance)
                .map(effect -> ((Effect.Took) effect).step())
                .toList();
        int number = last == null ? 0 : last.number() + 1;
        last = new Event(number, number, process, input, Optional.empty(), List.of(effects), steps);
        Moment moment = Moment.of(last);
        facts.absorb(moment, Optional.empty());
        for (PbftInvariant invariant : invariants) {
            invariant.broken(moment, facts).ifPresent(how -> fallen.add(invariant.id()));
        }
    }

    private void happens(ProcessId process, Effect... effects) {
        happens(process, PATIENCE_ENDS, effects);
    }

    private List<String> fallenAtTheEnd(boolean isDone) {
        for (PbftInvariant invariant : invariants) {
            invariant.brokenAtTheEnd(last, isDone, facts).ifPresent(how -> fallen.add(invariant.id()));
        }
        return fallen;
    }

    private static Effect says(Message message) {
        return new Effect.Send(r(4), message);
    }

    private static Effect took(String step, ReplicaId self, Placement placement) {
        return new Effect.Took(StepRecord.of(StepKind.INTERNAL, step, self, I).placing(placement));
    }

    private static Effect executes(ReplicaId self, Request... history) {
        Digest digest = History.EMPTY.digest();
        for (Request request : history) {
            digest = History.extend(digest, request);
        }
        return new Effect.Took(StepRecord.of(StepKind.EXECUTES, "PBFT.Reply", self, I)
                .about(history[history.length - 1])
                .committing(digest));
    }

    private void isAskedFor(Request request) {
        happens(
                request.client(),
                new Input.Called(new Invocation(request.operation())),
                new Effect.Took(StepRecord.of(StepKind.INVOKES, "PBFT.Invoke", request.client(), I)
                        .about(request)));
    }

    private void isTold(Request request, String reply, Digest history) {
        happens(request.client(), new Effect.Tell(new Indication.Commit(I, request, Bytes.utf8(reply), history)));
    }

    private static Prepare prepare(ReplicaId self, long view, Digest batch) {
        return new Prepare(I, view, 1, batch, self, NO_MACS);
    }

    private static Commit commit(ReplicaId self, long view, Digest batch) {
        return new Commit(I, view, 1, batch, self, NO_MACS);
    }

    private static ViewChange leaving(ReplicaId self, long view, Claim... prepared) {
        CheckpointCertificate none = CheckpointCertificate.INITIAL;
        Digest content = ViewChange.content(I, view, none, List.of(prepared), List.of(prepared), self);
        Signature signature = new IdealAuthentication(self).sign(content);
        return new ViewChange(I, view, none, List.of(prepared), List.of(prepared), self, signature);
    }

    @Test
    void replicasThatExecuteInDifferentOrdersDoNotAgree() {
        isAskedFor(FIRST);
        isAskedFor(SECOND);
        happens(r(1), executes(r(1), FIRST), executes(r(1), FIRST, SECOND));
        happens(r(2), executes(r(2), FIRST));
        assertThat(fallen).isEmpty();

        happens(r(3), executes(r(3), SECOND));
        assertThat(fallen).containsExactly("PBFT.Agreement");
    }

    @Test
    void aRequestThatIsExecutedAgainIsFound() {
        isAskedFor(FIRST);
        happens(r(1), executes(r(1), FIRST));
        assertThat(fallen).isEmpty();

        happens(r(1), executes(r(1), FIRST, FIRST));
        assertThat(fallen).containsExactly("PBFT.ExecutedOnce");
    }

    @Test
    void aRequestThatItsClientNeverAskedForIsFound() {
        happens(r(1), executes(r(1), FIRST));

        assertThat(fallen).containsExactly("PBFT.ExecutedOnlyIfInvoked");
    }

    @Test
    void aReplicaThatTakesBackItsPrepareIsFound() {
        happens(r(2), says(prepare(r(2), 1, A)));
        happens(r(2), says(prepare(r(2), 1, A)));
        happens(r(2), says(prepare(r(2), 2, B)));
        assertThat(fallen).isEmpty();

        happens(r(2), says(prepare(r(2), 1, B)));
        assertThat(fallen).containsExactly("PBFT.OneVote");
    }

    @Test
    void aPrepareForWhatTheCorrectPrimaryNeverProposedIsFound() {
        Batch batch = new Batch(List.of(request(1, 1, FOUR)));
        happens(r(1), says(new PrePrepare(I, 0, 1, batch, NO_MACS)));
        happens(r(2), says(prepare(r(2), 0, batch.digest())));
        assertThat(fallen).isEmpty();

        happens(r(3), says(prepare(r(3), 0, A)));
        assertThat(fallen).containsExactly("PBFT.PreparesWhatIsProposed");
    }

    @Test
    void aCommitForWhatHasNotPreparedIsFound() {
        happens(r(3), says(prepare(r(3), 1, A)));
        happens(r(4), says(prepare(r(4), 1, A)), says(commit(r(4), 1, A)));
        assertThat(fallen).isEmpty();

        happens(r(4), says(commit(r(4), 2, B)));
        assertThat(fallen).containsExactly("PBFT.CommitsWhatPrepared");
    }

    private void commitsInView(long view, Digest batch, int... replicas) {
        for (int replica : replicas) {
            happens(r(replica), says(prepare(r(replica), view, batch)));
        }
        for (int replica : replicas) {
            happens(r(replica), says(commit(r(replica), view, batch)));
        }
    }

    @Test
    void anExecutionWithoutEnoughCommitsIsFound() {
        commitsInView(1, A, 1, 3, 4);
        happens(r(1), took("PBFT.Execute", r(1), Placement.of(1, 0, 1, A)));
        assertThat(fallen).isEmpty();

        happens(r(1), took("PBFT.Execute", r(1), Placement.of(1, 0, 2, B)));
        assertThat(fallen).containsExactly("PBFT.ExecutesWhatCommitted");
    }

    @Test
    void twoBatchesThatCommitAtOneNumberInTwoViewsAreFound() {
        commitsInView(1, A, 1, 3, 4);
        commitsInView(2, B, 1, 2, 4);
        happens(r(1), took("PBFT.Execute", r(1), Placement.of(2, 0, 1, B)));

        assertThat(fallen).containsExactly("PBFT.OneBatch");
    }

    @Test
    void twoStatesAtOneCheckpointAreFound() {
        happens(r(1), says(new Checkpoint(I, 2, A, r(1), IdealAuthentication.garbageSignature())));
        happens(r(2), says(new Checkpoint(I, 4, B, r(2), IdealAuthentication.garbageSignature())));
        assertThat(fallen).isEmpty();

        happens(r(3), says(new Checkpoint(I, 2, B, r(3), IdealAuthentication.garbageSignature())));
        assertThat(fallen).containsExactly("PBFT.CheckpointsAgree");
    }

    @Test
    void aViewChangeThatConcealsWhatPreparedIsFound() {
        commitsInView(1, A, 1, 3, 4);
        happens(r(1), says(leaving(r(1), 2, new Claim(1, 1, A))));
        assertThat(fallen).isEmpty();

        happens(r(3), says(leaving(r(3), 2)));
        assertThat(fallen).containsExactly("PBFT.TellsWhatPrepared");
    }

    private void begins(ReplicaId self, ViewChange... changes) {
        Digest content = NewView.content(I, 1, List.of(changes));
        NewView message = new NewView(I, 1, List.of(changes), new IdealAuthentication(r(2)).sign(content));
        happens(self, new Input.Received(r(2), message), took("PBFT.NewView", self, Placement.empty(1, 0)));
    }

    @Test
    void aViewThatBeginsWithoutACertificateOfViewChangesIsFound() {
        begins(r(1), leaving(r(1), 1), leaving(r(2), 1), leaving(r(3), 1));
        assertThat(fallen).isEmpty();

        begins(r(4), leaving(r(1), 1), leaving(r(2), 1), leaving(r(2), 1));
        assertThat(fallen).containsExactly("PBFT.ViewsAreProven");
    }

    @Test
    void aReplicaThatLeavesAtTheWordOfOthersAloneIsFound() {
        happens(r(1), PATIENCE_ENDS, says(leaving(r(1), 1)));
        happens(r(3), new Input.Received(r(1), leaving(r(1), 1)), says(leaving(r(3), 1)));
        assertThat(fallen).isEmpty();

        happens(r(3), new Input.Received(r(4), leaving(r(4), 2)), says(leaving(r(3), 2)));
        assertThat(fallen).containsExactly("PBFT.LeavesWithCause");
    }

    @Test
    void aBatchOfMoreRequestsThanACorrectPrimaryProposesIsFound() {
        Batch large = new Batch(List.of(request(1, 1, FOUR), request(2, 1, FOUR)));
        facts.lies(new PrePrepare(I, 1, 1, large, NO_MACS));
        happens(r(3), says(prepare(r(3), 1, large.digest())));

        assertThat(fallen).containsExactly("PBFT.BatchesAreBounded");
    }

    @Test
    void aCommitInAHistoryThatNobodyExecutedIsFound() {
        isAskedFor(FIRST);
        isTold(FIRST, "c1.1", A);

        assertThat(fallen).containsExactly("PBFT.CommitOrder");
    }

    @Test
    void aReplyThatIsNotTheStateMachinesIsFound() {
        isAskedFor(FIRST);
        happens(r(1), executes(r(1), FIRST));
        isTold(FIRST, "something else", History.extend(History.EMPTY.digest(), FIRST));

        assertThat(fallen).containsExactly("PBFT.Reply");
    }

    @Test
    void anAnswerOfAnotherInstanceIsFound() {
        isAskedFor(FIRST);
        happens(r(1), executes(r(1), FIRST));
        Digest history = History.extend(History.EMPTY.digest(), FIRST);
        happens(C1, new Effect.Tell(new Indication.Commit(new InstanceId(2), FIRST, Bytes.utf8("c1.1"), history)));

        assertThat(fallen).containsExactly("PBFT.NeverAborts");
    }

    /** The replicas' word for it does not count. */
    @Test
    void anAnswerThatForgetsAnEarlierOneIsNotLinearizable() {
        isAskedFor(FIRST);
        isTold(FIRST, "c1.1", A);
        isAskedFor(SECOND);
        isTold(SECOND, "c2.1", B);

        assertThat(fallenAtTheEnd(true)).contains("PBFT.Linearizability");
    }

    @Test
    void anAnswerMayTellOfWhatByzantineClientsDid() {
        isAskedFor(FIRST);
        isAskedFor(SECOND);
        isTold(SECOND, "bad,c2.1", B);
        isTold(FIRST, "bad,c2.1,worse,c1.1", A);

        assertThat(fallenAtTheEnd(true)).doesNotContain("PBFT.Linearizability");
    }

    @Test
    void aRequestThatIsNeverAnsweredIsFoundUnlessSomethingElseFellBefore() {
        isAskedFor(FIRST);
        assertThat(fallenAtTheEnd(false)).containsExactly("PBFT.EveryRequestCommits");
        fallen.clear();

        facts.falls();
        assertThat(fallenAtTheEnd(false)).isEmpty();
    }
}
