package next700.protocol.pbft;

import java.util.Optional;
import next700.process.Effects;
import next700.process.Step;
import next700.protocol.abstraction.Placement;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * View changes (TOCS 2002, 4.5): a replica whose patience with the primary is at an end leaves the view and says what it
 * knows; the primary of the next one begins it with what {@code 2f + 1} replicas said.
 */
final class ViewChanges {
    private final ReplicaState replica;
    private final Voice voice;
    private final Progress progress;
    private final Patience patience;
    private final NormalCase normalCase;
    private final StateTransfer stateTransfer;

    private final FormerLife formerLife;
    private final Views views;
    private final Log log;
    private final Checkpoints checkpoints;
    private final Pending pending;

    ViewChanges(
            ReplicaState replica,
            Voice voice,
            Progress progress,
            Patience patience,
            NormalCase normalCase,
            StateTransfer stateTransfer) {
        this.replica = replica;
        this.voice = voice;
        this.progress = progress;
        this.patience = patience;
        this.normalCase = normalCase;
        this.stateTransfer = stateTransfer;
        this.formerLife = replica.formerLife;
        this.views = replica.views;
        this.log = replica.log;
        this.checkpoints = replica.checkpoints;
        this.pending = replica.pending;
    }

    /** The oldest request has waited too long, or the next view did not begin in time. */
    void onImpatience(Effects out) {
        patience.isExhausted();
        if (formerLife.mayChangeView(checkpoints.stable())) {
            leaveFor(views.view() + 1, out);
        }
        progress.expect(out);
    }

    /** Step PBFT.ViewChange at a replica that gives up on its view: it takes no part in it any more, and says what it knows. */
    @Step("PBFT.ViewChange")
    void leaveFor(long view, Effects out) {
        patience.wasInVain();
        distrustWhoStoodInTheWay();
        views.leaveFor(view);
        log.leaveView();
        pending.leaveView();
        patience.beginsAnew(out);
        announce(out);
        beginIfPrimary(out);
    }

    void announce(Effects out) {
        formerLife.note(views.view(), log.high(), out);
        long stable = checkpoints.stable().sequence();
        voice.took("PBFT.ViewChange", Placement.empty(views.view(), stable), out);
        voice.toOthers(views.announce(checkpoints.stable(), log.prepared(), log.preprepared()), out);
    }

    private void distrustWhoStoodInTheWay() {
        for (Slot slot : log.slots()) {
            if (slot.sequence() > replica.executed()
                    && !slot.isPrepared()
                    && slot.proposedBatch().isPresent()) {
                slot.proposedBatch().get().requests().stream()
                        .filter(request -> views.isPrimary() || !normalCase.isKnownToBeSent(request))
                        .forEach(request -> pending.distrust(request.client()));
            }
        }
    }

    /** Step PBFT.ViewChange: another replica has left for a later view. */
    @Step("PBFT.ViewChange")
    void onViewChange(ViewChange message, Effects out) {
        if (message.view() < views.view() || !views.isLater(message) || !views.isValid(message)) {
            return;
        }
        views.note(message);
        checkpoints.learn(message.stable());
        normalCase.stabilise(out);
        Optional<Long> next = views.toJoin();
        if (next.isPresent() && formerLife.mayChangeView(checkpoints.stable())) {
            leaveFor(next.get(), out);
        }
        beginIfPrimary(out);
        progress.expect(out);
    }

    /** Step PBFT.NewView at the primary. */
    @Step("PBFT.NewView")
    private void beginIfPrimary(Effects out) {
        if (formerLife.mayBegin(views.view())) {
            views.compose()
                    .ifPresent(message -> views.planOf(message).ifPresent(plan -> {
                        begin(message, plan, out);
                        voice.toOthers(message, out);
                        accept(plan, out);
                    }));
        }
    }

    /** Step PBFT.NewView at a backup: the primary of a later view shows what it begins with, and why. */
    @Step("PBFT.NewView")
    void onNewView(NewView message, Effects out) {
        views.planOf(message).ifPresent(plan -> {
            begin(message, plan, out);
            accept(plan, out);
        });
    }

    private void begin(NewView message, NewViewRule.Plan plan, Effects out) {
        views.begin(message);
        log.leaveView();
        pending.leaveView();
        checkpoints.learn(plan.base());
        if (checkpoints.highest().sequence() > checkpoints.stable().sequence()) {
            replica.moveWatermarks();
        }
        formerLife.note(views.view(), log.high(), out);
        replica.proposedUpTo(Math.max(plan.highest(), checkpoints.stable().sequence()));
        patience.beginsAnew(out);
        voice.took("PBFT.NewView", new Placement(views.view(), plan.base().sequence(), plan.proposals()), out);
    }

    private void accept(NewViewRule.Plan plan, Effects out) {
        plan.proposals().forEach((sequence, digest) -> {
            if (log.isWithinWatermarks(sequence)) {
                Slot slot = log.at(sequence);
                slot.proposeFromNewView(digest);
                slot.proposedBatch().ifPresent(pending::proposed);
                normalCase.accept(slot, out);
            }
        });
        if (replica.isBehind()) {
            stateTransfer.fetchState(out);
        }
        progress.expect(out);
    }
}
