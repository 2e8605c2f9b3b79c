package next700.protocol.vr;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.vr.VrMessage.DoViewChange;
import next700.protocol.vr.VrMessage.StartView;
import next700.protocol.vr.VrMessage.StartViewChange;

/** View changes: 4.2. */
final class ViewChange {
    private final ReplicaState state;
    private final VrTiming timing;
    private final NormalOperation normal;
    /** The view that the messages below are about. */
    private long collecting;

    private final Set<ProcessId> startViewChanges = new TreeSet<>();
    private final Map<ProcessId, DoViewChange> doViewChanges = new TreeMap<>();
    private boolean isDone;

    ViewChange(ReplicaState state, VrTiming timing, NormalOperation normal) {
        this.state = state;
        this.timing = timing;
        this.normal = normal;
    }

    /**
     * Step 1, by the replica's own timer: the view after its own. "A view change may not succeed ... In this case the replicas
     * will start a further view change."
     */
    void onTimeout(Effects out) {
        begin(state.view() + 1, out);
    }

    /** Step 1; where a message tells of a later view, to that one. */
    @Step("VR.StartViewChange")
    void begin(long later, Effects out) {
        state.leaveFor(later, out);
        collect();
        state.took("VR.StartViewChange", out);
        state.sendToOthers(new StartViewChange(state.view()), out);
        out.cancelTimer(VrTimer.HEARTBEAT);
        out.setTimer(VrTimer.PATIENCE, timing.patience());
        doViewChangeIfKnown(out);
    }

    /** Whatever was collected for another view is not for this one. */
    private void collect() {
        if (collecting != state.view()) {
            collecting = state.view();
            startViewChanges.clear();
            doViewChanges.clear();
            isDone = false;
        }
    }

    /** Step 2. */
    void onStartViewChange(ProcessId other, StartViewChange m, Effects out) {
        if (m.v() > state.view()) {
            begin(m.v(), out);
        }
        if (isForThisChange(m.v())) {
            collect();
            startViewChanges.add(other);
            doViewChangeIfKnown(out);
        }
    }

    private void doViewChangeIfKnown(Effects out) {
        if (!isDone && startViewChanges.size() >= state.configuration().startViewChanges()) {
            doViewChange(out);
        }
    }

    @Step("VR.DoViewChange")
    private void doViewChange(Effects out) {
        isDone = true;
        state.took("VR.DoViewChange", out);
        DoViewChange mine = new DoViewChange(state.view(), state.log(), state.lastNormal(), state.k());
        ReplicaId primary = state.configuration().primary(state.view());
        if (primary.equals(state.self())) {
            onDoViewChange(primary, mine, out);
        } else {
            out.send(primary, mine);
        }
    }

    /** "STARTVIEWCHANGE messages for its view-number", and while it is not over. */
    @Guard("VR.ViewChange.view")
    boolean isForThisChange(long v) {
        return v == state.view() && state.status() == ReplicaState.Status.VIEW_CHANGE;
    }

    /** Step 3. */
    void onDoViewChange(ProcessId other, DoViewChange m, Effects out) {
        if (m.v() > state.view()) {
            begin(m.v(), out);
        }
        if (isForThisChange(m.v()) && state.isPrimary()) {
            collect();
            doViewChanges.put(other, m);
            if (doViewChanges.size() >= state.configuration().doViewChanges()) {
                startView(out);
            }
        }
    }

    /** Steps 3 and 4. */
    @Step("VR.StartView")
    private void startView(Effects out) {
        DoViewChange best = best(doViewChanges.values());
        long k =
                doViewChanges.values().stream().mapToLong(DoViewChange::k).max().orElseThrow();
        doViewChanges.clear();
        state.replaceAfter(0, best.l());
        state.enter(state.view(), out);
        state.tookTo("VR.StartView", k, out);
        state.sendToOthers(new StartView(state.view(), best.l(), k), out);
        normal.lead(out);
        state.execute(k, out);
    }

    private static DoViewChange best(Collection<DoViewChange> all) {
        DoViewChange best = all.iterator().next();
        for (DoViewChange other : all) {
            best = isOfALaterView(other, best) || (isOfNoEarlierView(other, best) && isLonger(other, best))
                    ? other
                    : best;
        }
        return best;
    }

    /** "The one contained in the message with the largest v'." */
    private static boolean isOfALaterView(DoViewChange other, DoViewChange best) {
        return other.lastNormal() > best.lastNormal();
    }

    /** "If several messages have the same v'." */
    @Guard("VR.StartView.largestView")
    static boolean isOfNoEarlierView(DoViewChange other, DoViewChange best) {
        return other.lastNormal() >= best.lastNormal();
    }

    /** "The one among them with the largest n." */
    @Guard("VR.StartView.largestN")
    static boolean isLonger(DoViewChange other, DoViewChange best) {
        return other.l().size() > best.l().size();
    }

    /** Step 5. */
    void onStartView(StartView m, Effects out) {
        if (isStarting(m.v())) {
            receiveStartView(m, out);
        }
    }

    @Step("VR.ReceiveStartView")
    private void receiveStartView(StartView m, Effects out) {
        state.replaceAfter(0, m.l());
        state.enter(m.v(), out);
        state.tookTo("VR.ReceiveStartView", m.k(), out);
        normal.follow(out);
        if (state.n() > m.k()) {
            normal.sayPrepared(out);
        }
        state.execute(m.k(), out);
    }

    /** One that comes again, or late, would put back a log that has grown since. The paper does not say so. */
    @Guard("VR.StartView.new")
    boolean isStarting(long v) {
        return state.isAheadOfUs(v);
    }
}
