package next700.protocol.pbft;

import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.TotalOrder;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.FetchState;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Relay;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.Status;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * A replica of PBFT: three phases put each batch of requests at a sequence number, checkpoints let the replica forget
 * what is settled, view changes replace a primary that does not get on, and STATUS messages make up for all that is lost
 * on the way. Each of these has a class of its own; here are what arrives, and what is waited for.
 */
public final class PbftOrder implements TotalOrder {
    private final ReplicaState replica;
    private final Patience patience;
    private final Requests requests;
    private final NormalCase normalCase;
    private final StateTransfer stateTransfer;
    private final ViewChanges viewChanges;
    private final CatchingUp catchingUp;

    public PbftOrder(
            Setting<ReplicaId> setting,
            Timing timing,
            PbftSettings settings,
            OrderedApplication application,
            Optional<Spoken> forgotten) {
        Progress progress = this::expectProgress;
        replica = new ReplicaState(setting, settings, application, forgotten);
        patience = new Patience(setting, timing);
        Voice voice = new Voice(replica);
        NullRequests nullRequests = new NullRequests(replica);
        requests = new Requests(replica, voice, progress);
        Executor executor = new Executor(replica, voice, patience);
        normalCase = new NormalCase(replica, voice, progress, executor, nullRequests);
        stateTransfer = new StateTransfer(replica, voice, progress, normalCase);
        viewChanges = new ViewChanges(replica, voice, progress, patience, normalCase, stateTransfer);
        catchingUp = new CatchingUp(
                replica, timing, voice, progress, normalCase, executor, stateTransfer, viewChanges, nullRequests);
    }

    /** Whether the replica lost its memory and has not reached the checkpoint yet that makes it a full member again. */
    public boolean isRecovering() {
        return replica.isRecovering();
    }

    /** How many sequence numbers the replica keeps something about. */
    public int openSlots() {
        return replica.log.slots().size();
    }

    /** The last sequence number that the replica executed, or whose state it took over. */
    public long executed() {
        return replica.executed();
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        if (!(message instanceof PbftMessage ours) || !replica.isOfThisInstance(ours)) {
            return;
        }
        switch (ours) {
            case ClientRequest request -> requests.onRequest(request, out);
            case Relay relay -> requests.onRelay(relay, out);
            case PrePrepare prePrepare -> normalCase.onPrePrepare(prePrepare, out);
            case Prepare prepare -> normalCase.onPrepare(prepare, out);
            case Commit commit -> normalCase.onCommit(commit, out);
            case Checkpoint checkpoint -> stateTransfer.onCheckpoint(checkpoint, out);
            case FetchState fetch -> stateTransfer.onFetchState(fetch, out);
            case State state -> stateTransfer.onState(state, out);
            case ViewChange change -> viewChanges.onViewChange(change, out);
            case NewView newView -> viewChanges.onNewView(newView, out);
            case Status report -> catchingUp.onStatus(report, out);
            case Content content -> catchingUp.onContent(content, out);
            case Reply reply -> {}
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        if (patience.isTimedBy(timer)) {
            viewChanges.onImpatience(out);
        } else if (catchingUp.isTimedBy(timer)) {
            catchingUp.onTimer(out);
        }
    }

    @Override
    public void check() {
        replica.check();
        catchingUp.check();
    }

    @Override
    public void resume(Effects out) {
        expectProgress(out);
    }

    @Override
    public void goOn(Effects out) {
        normalCase.execute(out);
        expectProgress(out);
    }

    /**
     * Sees to it that what is waited for comes: the primary proposes, the others hold it to that, and what was lost is
     * asked for.
     */
    private void expectProgress(Effects out) {
        if (!replica.views.isActive() && replica.views.own().isEmpty() && !replica.isRecovering()) {
            viewChanges.announce(out);
        }
        normalCase.propose(out);
        patience.waitFor(whatToWaitFor(), out);
        catchingUp.goOn(out);
    }

    /**
     * In a view, the request that has waited longest, or else a proposal, even of the null request, for others may wait for
     * that; between views, once it takes the primary only, the NEW-VIEW.
     */
    private Optional<Digest> whatToWaitFor() {
        if (replica.views.isActive()) {
            return replica.pending.oldest().or(this::oldestProposal);
        }
        return replica.views.isAgreedUpon()
                ? Optional.of(
                        Digest.of("PBFT-NEW-VIEW").add(replica.views.view()).digest())
                : Optional.empty();
    }

    private Optional<Digest> oldestProposal() {
        return replica.log.after(replica.executed()).stream()
                .filter(Slot::isAccepted)
                .findFirst()
                .map(slot -> Digest.of("PBFT-PROPOSAL")
                        .add(replica.views.view())
                        .add(slot.sequence())
                        .digest());
    }
}
