package next700.protocol.zlight;

import java.util.List;
import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
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
import next700.protocol.sequencing.Sequence;
import next700.protocol.sequencing.Sequencer.Batch;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Responder;

/**
 * ZLight's replica (thesis B.2, with B.5 and B.6): it executes requests in the order that the primary gave them,
 * speculatively, until a client panics.
 */
final class ZLightReplica implements InstanceReplica {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final Responder responder;
    private final ZLightPrimary primary;
    private final Checkpointing checkpointing;
    private final Sequence<Order> sequence = new Sequence<>();
    private boolean refuses;

    ZLightReplica(Setting<ReplicaId> setting, Timing timing, ZLight parameters, Speculation speculation) {
        this.setting = setting;
        this.local = new LocalHistory(setting, speculation);
        this.panicking = new PanickingReplica(setting, local);
        this.responder = new Responder(setting, local);
        this.primary = new ZLightPrimary(setting, local, panicking, parameters.batchLimit());
        this.checkpointing = new Checkpointing(setting, timing, parameters, local, panicking);
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        switch (message) {
            case Req req -> {
                if (isPrimary()) {
                    primary.onReq(req, out).ifPresent(batch -> order(batch, out));
                }
            }
            case Order order -> {
                if (!isPrimary()) {
                    onOrder(order, out);
                }
            }
            case Panic panic -> panicking.onPanic(panic, out);
            case CheckpointMessage checkpoint -> checkpointing.onMessage(checkpoint, out);
            default -> {}
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        if (timer.kind() == InstanceTimer.Kind.BATCH) {
            primary.onTimer().ifPresent(batch -> order(batch, out));
        }
        checkpointing.onTimer(timer, out);
    }

    @Override
    public Optional<LocalHistory> local() {
        return Optional.of(local);
    }

    private boolean isPrimary() {
        return setting.self().equals(ZLight.primary(setting.group()));
    }

    /** Sends the batch to all replicas; to itself, it needs to prove nothing. */
    private void order(Batch<Req> batch, Effects out) {
        for (ReplicaId replica : setting.group().replicas()) {
            if (!replica.equals(setting.self())) {
                out.send(replica, primary.orderFor(replica, batch));
            }
        }
        perform(primary.orderFor(setting.self(), batch), out);
    }

    /**
     * Step Z3: execute the next batch of the order and answer each of its requests with the reply and the digest of the
     * local history. A batch that was executed before is answered again.
     */
    @Step("Z3")
    private void onOrder(Order order, Effects out) {
        if (!isFromPrimary(order)) {
            return;
        }
        if (!panicking.isRunning()) {
            order.requests().forEach(request -> panicking.sendAbort(request.client(), out));
        } else if (!refuses) {
            refuses = !isAuthentic(order);
            if (refuses) {
                out.took(StepRecord.of(StepKind.INTERNAL, "Z3.refuses", setting.self(), setting.instance()));
            } else {
                sequence.keep(order.sequence(), order);
                perform(order, out);
                Optional<Order> next = sequence.kept();
                while (next.isPresent() && perform(next.get(), out)) {
                    next = sequence.kept();
                }
            }
        }
    }

    /** The primary sent it, to this replica. */
    @Guard("Z3.from-primary")
    boolean isFromPrimary(Order order) {
        return setting.authentication()
                .verify(order.content(setting.group()), ZLight.primary(setting.group()), order.mac());
    }

    /**
     * The clients made the requests. If one did not, as far as this replica can tell, "{@code r_j} stops executing Step
     * Z3 in instance {@code i}": going on would be to skip a number.
     */
    @Guard("Z3.authentic")
    boolean isAuthentic(Order order) {
        return order.batch().stream()
                .allMatch(item -> setting.authentication()
                        .verify(
                                Req.content(setting.instance(), item.request()),
                                item.request().client(),
                                item.mac()));
    }

    /** Returns whether the batch was the next one, and is executed now. */
    private boolean perform(Order order, Effects out) {
        List<Request> requests = order.requests();
        if (sequence.isPast(order.sequence())) {
            requests.stream()
                    .filter(request -> sequence.hasTaken(request, local))
                    .forEach(request -> responder.respond(request, out));
            return false;
        }
        if (!sequence.isNext(order.sequence())) {
            return false;
        }
        local.initialise(order.init(), out);
        if (!isInitialised() || !sequence.isAcceptable(requests, local)) {
            return false;
        }
        sequence.advance(requests, local);
        for (Request request : requests) {
            execute(request, out);
        }
        checkpointing.advance(out);
        return true;
    }

    private void execute(Request request, Effects out) {
        if (local.isFresh(request)) {
            local.execute(request);
        }
        out.took(StepRecord.of(StepKind.EXECUTES, "Z3", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(local.takeUntold())
                .with(local.history()));
        responder.respond(request, out);
    }

    /** No request executes before the beginning of the history is settled. */
    @Guard("Z3.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }
}
