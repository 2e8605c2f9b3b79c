package next700.protocol.pbft;

import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Spoken;
import next700.protocol.ordering.OrderedApplication;

/** What a replica of PBFT knows, for all that it does. Each part of the protocol works on it in a class of its own. */
final class ReplicaState {
    final Setting<ReplicaId> setting;
    final PbftSettings settings;
    final OrderedApplication application;
    final FormerLife formerLife;
    final Views views;
    final Log log;
    final Checkpoints checkpoints;
    final Pending pending;

    private long executed;
    private long proposed;

    ReplicaState(
            Setting<ReplicaId> setting,
            PbftSettings settings,
            OrderedApplication application,
            Optional<Spoken> forgotten) {
        this.setting = setting;
        this.settings = settings;
        this.application = application;
        this.formerLife = new FormerLife(setting.instance(), forgotten);
        this.views = new Views(setting, settings, formerLife.view());
        this.log = new Log(settings.windowLength());
        this.checkpoints = new Checkpoints(setting, settings);
        this.pending = new Pending(setting);
    }

    /** The last sequence number that the replica executed, or whose state it took over. */
    long executed() {
        return executed;
    }

    void executedUpTo(long sequence) {
        executed = sequence;
    }

    /** The last sequence number that a primary has given to a batch, or that its view began with. */
    long proposed() {
        return proposed;
    }

    void proposedUpTo(long sequence) {
        proposed = sequence;
    }

    /** Whether the replica lost its memory and has not reached the checkpoint yet that makes it a full member again. */
    boolean isRecovering() {
        return !formerLife.mayChangeView(checkpoints.stable());
    }

    /** Whether a checkpoint is known to be stable that this replica has not got to. */
    boolean isBehind() {
        return executed < checkpoints.highest().sequence();
    }

    /** Whether this replica got to the highest checkpoint that is stable, and has not moved its watermarks yet. */
    boolean isStabilising() {
        return checkpoints.highest().sequence() > checkpoints.stable().sequence() && !isBehind();
    }

    /** The highest checkpoint stands for all that lies below, which is forgotten. */
    void moveWatermarks() {
        checkpoints.stabilise();
        log.truncate(checkpoints.stable().sequence());
        pending.forgive();
        proposed = Math.max(proposed, checkpoints.stable().sequence());
    }

    /** What must hold between the parts of the state; what within one of them, that one looks at. */
    void check() {
        long stable = checkpoints.stable().sequence();
        Invariant.holds(log.high() - settings.windowLength() == stable, "the low watermark is the stable checkpoint");
        Invariant.holds(proposed <= log.high(), "nothing is proposed above the high watermark");
        checkpoints.check(executed);
        views.check();
        for (Slot slot : log.slots()) {
            slot.check();
            Invariant.holds(
                    slot.said().isEmpty() || formerLife.covers(views.view(), slot.sequence()),
                    "what a replica says is noted for its next life");
        }
    }

    boolean isOfThisInstance(PbftMessage message) {
        return message.instance().equals(setting.instance());
    }
}
