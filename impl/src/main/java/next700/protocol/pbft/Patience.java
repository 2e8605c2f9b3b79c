package next700.protocol.pbft;

import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Timing;

/** How long a replica waits for the primary, and for what: longer with each view that comes to nothing. */
final class Patience {
    /** Of the critical path from a request at a backup to its execution: relay, PRE-PREPARE, PREPARE and COMMIT. */
    private static final int MESSAGE_DELAYS = 4;

    private static final int MAX_DOUBLINGS = 10;

    private final InstanceTimer timer;
    private final Timing timing;
    private Optional<Digest> awaited = Optional.empty();
    private int viewsInVain;

    Patience(Setting<ReplicaId> setting, Timing timing) {
        this.timer = new InstanceTimer(InstanceTimer.Kind.VIEW_CHANGE, setting.instance());
        this.timing = timing;
    }

    boolean isTimedBy(InstanceTimer other) {
        return timer.equals(other);
    }

    /** Waits for this, from now on if it is something else than before. */
    void waitFor(Optional<Digest> next, Effects out) {
        if (!next.equals(awaited)) {
            awaited = next;
            if (next.isPresent()) {
                out.setTimer(timer, millis());
            } else {
                out.cancelTimer(timer);
            }
        }
    }

    private long millis() {
        return timing.patienceMillis(MESSAGE_DELAYS) << Math.min(viewsInVain, MAX_DOUBLINGS);
    }

    /** The timer ran out. */
    void isExhausted() {
        awaited = Optional.empty();
    }

    /** What was waited for in one view is not what is waited for in the next. */
    void beginsAnew(Effects out) {
        awaited = Optional.empty();
        out.cancelTimer(timer);
    }

    /** A view is left. */
    void wasInVain() {
        viewsInVain++;
    }

    /** Requests were executed. */
    void isRewarded() {
        viewsInVain = 0;
    }
}
