package next700.protocol.vr;

import java.util.List;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.vr.VrMessage.Request;
import next700.service.Service;

/** A replica: hands each message to the sub-protocol that it belongs to, if the status lets it. */
public final class VrReplica implements Automaton {
    private final ReplicaState state;
    private final StateTransfer transfer;
    private final NormalOperation normal;
    private final ViewChange viewChange;
    private final Recovering recovering;

    /**
     * A replica in its first life, or in a later one, which begins with recovery.
     *
     * @param service in its initial state
     */
    public VrReplica(ReplicaId self, Configuration configuration, VrTiming timing, Service service, Stored stored) {
        this.state = new ReplicaState(self, configuration, service, stored);
        this.transfer = new StateTransfer(state, timing);
        this.normal = new NormalOperation(state, timing, transfer);
        this.viewChange = new ViewChange(state, timing, normal);
        this.recovering = new Recovering(state, timing, normal, viewChange);
    }

    @Override
    public List<Effect> start() {
        Effects out = new Effects();
        state.write(out);
        if (!state.isNormal()) {
            recovering.askAtOnce(out);
        } else if (state.isPrimary()) {
            normal.lead(out);
        } else {
            normal.follow(out);
        }
        return out.toList();
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (input instanceof Input.Received received && received.message() instanceof VrMessage message) {
            receive(received.from(), message, out);
        } else if (input instanceof Input.Expired expired && expired.timer() instanceof VrTimer timer) {
            expire(timer, out);
        }
        return out.toList();
    }

    private void receive(ProcessId from, VrMessage message, Effects out) {
        if (message instanceof VrMessage.RecoveryResponse response) {
            if (state.status() == ReplicaState.Status.RECOVERING) {
                recovering.onResponse(from, response, out);
            }
        } else if (takesPart()) {
            takePart(from, message, out);
        }
    }

    /**
     * "While a replica's status is recovering it does not participate in either the request processing protocol or the view
     * change protocol" (4.3).
     */
    @Guard("VR.Recovery.takesNoPart")
    boolean takesPart() {
        return state.status() != ReplicaState.Status.RECOVERING;
    }

    private void takePart(ProcessId from, VrMessage message, Effects out) {
        switch (message) {
            case Request m -> normal.onRequest(m, out);
            case VrMessage.Prepare m -> normal.onPrepare(m, out);
            case VrMessage.PrepareOk m -> normal.onPrepareOk(from, m, out);
            case VrMessage.Commit m -> normal.onCommit(m, out);
            case VrMessage.StartViewChange m -> viewChange.onStartViewChange(from, m, out);
            case VrMessage.DoViewChange m -> viewChange.onDoViewChange(from, m, out);
            case VrMessage.StartView m -> viewChange.onStartView(m, out);
            case VrMessage.GetState m -> transfer.onGetState(from, m, out);
            case VrMessage.NewState m -> {
                if (transfer.onNewState(m, out)) {
                    normal.follow(out);
                }
            }
            case VrMessage.Recovery m -> recovering.onRecovery(from, m, out);
            case VrMessage.RecoveryResponse m -> {}
            case VrMessage.Reply m -> {}
        }
    }

    private void expire(VrTimer timer, Effects out) {
        switch (timer) {
            case HEARTBEAT -> normal.speak(out);
            case PATIENCE -> viewChange.onTimeout(out);
            case RESEND -> {
                if (state.status() == ReplicaState.Status.RECOVERING) {
                    recovering.ask(out);
                }
            }
        }
    }

    @Override
    public void check() {
        state.check();
    }

    public ReplicaId self() {
        return state.self();
    }

    public long view() {
        return state.view();
    }

    public boolean isNormal() {
        return state.isNormal();
    }

    /** Whether it is the primary of the view that it knows. */
    public boolean isPrimary() {
        return state.isPrimary();
    }

    public boolean isRecovering() {
        return state.status() == ReplicaState.Status.RECOVERING;
    }

    /** The latest view in which its status was normal: v' of 4.2. */
    public long lastNormal() {
        return state.lastNormal();
    }

    /** The requests in its log, in the order of their op-numbers, from 1. */
    public List<Request> log() {
        return state.log();
    }

    public long commitNumber() {
        return state.k();
    }
}
