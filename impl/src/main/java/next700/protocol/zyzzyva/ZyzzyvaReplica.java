package next700.protocol.zyzzyva;

import java.util.List;
import next700.process.Automaton;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.authentication.Authentication;
import next700.service.Service;

/** A replica: hands each message to the part of the protocol that it belongs to. */
public final class ZyzzyvaReplica implements Automaton {
    private final ReplicaState state;
    private final Checkpointing checkpoints;
    private final ViewChanging views;
    private final Hatred hatred;
    private final Agreement agreement;

    /**
     * A replica in its first life, or in a later one.
     *
     * @param service in its initial state
     */
    public ZyzzyvaReplica(
            ReplicaId self,
            ZyzzyvaGroup group,
            ZyzzyvaSettings settings,
            Authentication authentication,
            Service service,
            Stored stored) {
        this.state = new ReplicaState(self, group, settings, authentication, service, stored);
        this.checkpoints = new Checkpointing(state);
        this.views = new ViewChanging(state, checkpoints);
        this.hatred = new Hatred(state, views);
        this.agreement = new Agreement(state, checkpoints, views, hatred);
        checkpoints.tell(agreement::keep, (n, out) -> views.isWell());
        views.onBegin(agreement::begin);
    }

    @Override
    public List<Effect> start() {
        Effects out = new Effects();
        if (!state.isActive()) {
            views.resume(out);
        }
        return out.toList();
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (input instanceof Input.Received received && received.message() instanceof ZyzzyvaMessage message) {
            receive(received.from(), message, out);
        } else if (input instanceof Input.Expired expired && expired.timer() instanceof ZyzzyvaTimer timer) {
            expire(timer, out);
        }
        return out.toList();
    }

    private void receive(ProcessId from, ZyzzyvaMessage message, Effects out) {
        switch (message) {
            case Request m -> agreement.onRequest(m, out);
            case ZyzzyvaMessage.OrderRequest m -> agreement.onOrder(m, out);
            case ZyzzyvaMessage.ConfirmRequest m -> agreement.onConfirmRequest(from, m, out);
            case ZyzzyvaMessage.FillHole m -> agreement.onFillHole(from, m, out);
            case ZyzzyvaMessage.Commit m -> agreement.onCommit(m, out);
            case ZyzzyvaMessage.Exchange m -> checkpoints.onExchange(m, out);
            case ZyzzyvaMessage.Checkpoint m -> checkpoints.onCheckpoint(m, out);
            case ZyzzyvaMessage.FetchState m -> checkpoints.onFetchState(from, m, out);
            case ZyzzyvaMessage.State m -> views.onState(m, out);
            case ZyzzyvaMessage.Hate m -> hatred.onHate(from, m, out);
            case ZyzzyvaMessage.Accusation m -> hatred.onAccusation(from, m, out);
            case ZyzzyvaMessage.ProofOfMisbehaviour m -> hatred.onProof(m, out);
            case ZyzzyvaMessage.ViewChange m -> views.onViewChange(from, m, out);
            case ZyzzyvaMessage.NewView m -> views.onNewView(m, out);
            case ZyzzyvaMessage.ViewConfirm m -> views.onViewConfirm(m, out);
            case ZyzzyvaMessage.Begun m -> views.onBegun(m, out);
            case ZyzzyvaMessage.Response m -> {}
            case ZyzzyvaMessage.LocalCommit m -> {}
        }
    }

    private void expire(ZyzzyvaTimer timer, Effects out) {
        switch (timer) {
            case PROGRESS -> agreement.onPatienceLost(out);
            case HOLE -> agreement.onHoleStays(out);
            case VIEW -> views.onTick(out);
            case ANSWERS -> {}
        }
    }

    @Override
    public void check() {
        state.check();
    }

    public ReplicaId self() {
        return state.self;
    }

    public boolean isActive() {
        return state.isActive();
    }

    /** The view that it is in, or goes to. */
    public long view() {
        return state.view();
    }

    /** The last view in which it was active. */
    public long activeView() {
        return state.activeView();
    }

    /** What that view began with. */
    public ViewCertificate began() {
        return state.began();
    }

    /** The number of the last request that it has executed. */
    public long last() {
        return state.log.last();
    }

    /** The number of its stable checkpoint. */
    public long stable() {
        return state.log.stable();
    }

    /** The hash of its history up to a number from the stable checkpoint's to the last. */
    public Digest historyAt(long n) {
        return state.log.historyAt(n);
    }

    /** What it has executed since the stable checkpoint. */
    public List<Request> requests() {
        return state.log.requests();
    }
}
