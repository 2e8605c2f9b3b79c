package next700.protocol.quorum;

import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.checkpoints.CheckpointMessage;
import next700.protocol.checkpoints.Checkpointing;
import next700.protocol.panicking.Panic;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Responder;

/**
 * Quorum's replica (thesis B.3, with B.5 and B.6): it executes requests in the order of their arrival, speculatively,
 * until a client panics.
 */
final class QuorumReplica implements InstanceReplica {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final Responder responder;
    private final Checkpointing checkpointing;

    QuorumReplica(Setting<ReplicaId> setting, Timing timing, Quorum parameters, Speculation speculation) {
        this.setting = setting;
        this.local = new LocalHistory(setting, speculation);
        this.panicking = new PanickingReplica(setting, local);
        this.responder = new Responder(setting, local);
        this.checkpointing = new Checkpointing(setting, timing, parameters, local, panicking);
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        switch (message) {
            case Req req -> onReq(req, out);
            case Panic panic -> panicking.onPanic(panic, out);
            case CheckpointMessage checkpoint -> checkpointing.onMessage(checkpoint, out);
            default -> {}
        }
    }

    /** Quorum's replicas wait for nothing but checkpoints. */
    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        checkpointing.onTimer(timer, out);
    }

    @Override
    public Optional<LocalHistory> local() {
        return Optional.of(local);
    }

    /**
     * Step Q2: execute the request and answer with the reply and the digest of the local history.
     *
     * <p>A request that the history holds already, because it was sent again or came with the init history, is
     * answered without executing it. As printed it would be ignored, and its correct client would have to panic.
     */
    @Step("Q2")
    private void onReq(Req req, Effects out) {
        if (!isAuthentic(req)) {
            return;
        }
        Request request = req.request();
        if (!panicking.isRunning()) {
            panicking.sendAbort(request.client(), out);
            return;
        }
        local.initialise(req.init(), out);
        if (!isInitialised()) {
            return;
        }
        if (local.isFresh(request)) {
            local.execute(request);
        }
        Optional<History> adopted = local.takeUntold();
        if (adopted.isPresent() || local.holds(request)) {
            out.took(StepRecord.of(StepKind.EXECUTES, "Q2", setting.self(), setting.instance())
                    .about(request)
                    .initialisedBy(adopted)
                    .with(local.history()));
        }
        if (local.holds(request)) {
            responder.respond(request, out);
        }
        checkpointing.advance(out);
    }

    /** This replica's entry in the client's authenticator is the client's. */
    @Guard("Q2.authentic")
    boolean isAuthentic(Req req) {
        return req.authenticator()
                .entryFor(setting.self())
                .filter(mac -> setting.authentication()
                        .verify(req.content(), req.request().client(), mac))
                .isPresent();
    }

    /** No request executes before the beginning of the history is settled. */
    @Guard("Q2.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }
}
