package next700.protocol.vr;

import java.util.List;
import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.vr.VrMessage.GetState;
import next700.protocol.vr.VrMessage.NewState;
import next700.protocol.vr.VrMessage.PrepareOk;

/**
 * State transfer: 5.2. As printed, a replica that hears of a later view cuts its log at its commit-number, and then asks. If the
 * next view change comes before the answer, its short log wins over longer ones as the one of the latest view, and what was
 * committed is lost. So here the log stays until the answer is there, and the view is not normal before.
 */
final class StateTransfer {
    private final ReplicaState state;
    private final VrTiming timing;
    private final List<ReplicaId> others;
    private int asked;

    StateTransfer(ReplicaState state, VrTiming timing) {
        this.state = state;
        this.timing = timing;
        this.others = state.configuration().replicas().stream()
                .filter(other -> !other.equals(state.self()))
                .toList();
    }

    /**
     * A later view is going on. What is committed is certain; what comes after it "might have been reordered in the view
     * change".
     */
    @Step("VR.GetStateOfView")
    void getStateOfView(long later, Effects out) {
        if (later > state.view()) {
            state.leaveFor(later, out);
            out.cancelTimer(VrTimer.HEARTBEAT);
            out.setTimer(VrTimer.PATIENCE, timing.patience());
        }
        state.took("VR.GetStateOfView", state.k(), Optional.empty(), out);
        ask(state.k(), out);
    }

    /** Requests of the current view are missing. */
    @Step("VR.GetState")
    void getState(Effects out) {
        state.took("VR.GetState", out);
        ask(state.n(), out);
    }

    /** "To one of the other replicas": to one after the other, since some may be down. */
    private void ask(long n, Effects out) {
        out.send(others.get(asked % others.size()), new GetState(state.view(), n));
        asked++;
    }

    void onGetState(ProcessId other, GetState m, Effects out) {
        if (mayGiveState(m.v()) && m.n() <= state.n()) {
            newState(other, m, out);
        }
    }

    @Step("VR.NewState")
    private void newState(ProcessId other, GetState m, Effects out) {
        state.tookFor(other, "VR.NewState", m.n(), out);
        out.send(other, new NewState(state.view(), m.n(), state.logAfter(m.n()), state.k()));
    }

    /** "A replica responds to a GETSTATE message only if its status is normal and it is currently in view v." */
    @Guard("VR.GetState.normal")
    boolean mayGiveState(long v) {
        return state.isNormal() && v == state.view();
    }

    /**
     * Whether it has taken the state that it was told. What stays of its log before that state is certain: it had so much when
     * it asked, committed or of this very view.
     */
    boolean onNewState(NewState m, Effects out) {
        if (isOfThisView(m.v()) && (!state.isNormal() || isLonger(m))) {
            receiveNewState(m, out);
            return true;
        }
        return false;
    }

    @Step("VR.ReceiveNewState")
    private void receiveNewState(NewState m, Effects out) {
        state.replaceAfter(m.after(), m.l());
        state.enter(m.v(), out);
        state.tookTo("VR.ReceiveNewState", m.k(), out);
        if (state.n() > m.k()) {
            out.send(state.configuration().primary(state.view()), new PrepareOk(state.view(), state.n()));
        }
        state.execute(m.k(), out);
    }

    /** The replica may have gone on to a view of which the state says nothing. */
    @Guard("VR.NewState.view")
    boolean isOfThisView(long v) {
        return v == state.view();
    }

    /** A state that comes late must not take back what was prepared since. */
    @Guard("VR.NewState.longer")
    boolean isLonger(NewState m) {
        return m.n() > state.n();
    }
}
