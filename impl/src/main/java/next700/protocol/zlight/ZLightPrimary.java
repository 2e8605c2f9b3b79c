package next700.protocol.zlight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.protocol.Effects;
import next700.protocol.Guard;
import next700.protocol.History;
import next700.protocol.InitProof;
import next700.protocol.LocalHistory;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.Setting;
import next700.protocol.Step;
import next700.protocol.StepKind;
import next700.protocol.StepRecord;
import next700.protocol.Timer;
import next700.protocol.authentication.Mac;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.sequencing.Sequencer;
import next700.protocol.sequencing.Sequencer.Batch;
import next700.protocol.unanimity.Req;

/** What the primary of ZLight does beside being a replica: step Z2 (thesis B.2, with B.6). */
final class ZLightPrimary {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final Sequencer<Req> sequencer;
    private Optional<InitProof> init = Optional.empty();

    ZLightPrimary(Setting<ReplicaId> setting, LocalHistory local, PanickingReplica panicking, int batchLimit) {
        this.setting = setting;
        this.local = local;
        this.panicking = panicking;
        this.sequencer = new Sequencer<>(batchLimit, new Timer(Timer.Kind.BATCH, setting.instance()));
    }

    /**
     * Step Z2: give the request its place in the order. What comes of it, if anything yet, is a batch for all replicas,
     * this one among them: a new one, or, if the request comes again, the one that it was in.
     */
    @Step("Z2")
    Optional<Batch<Req>> onReq(Req req, Effects out) {
        if (!isAuthentic(req)) {
            return Optional.empty();
        }
        Request request = req.request();
        if (!panicking.isRunning()) {
            panicking.sendAbort(request.client(), out);
            return Optional.empty();
        }
        Optional<History> adopted = local.initialise(req.init());
        if (!isInitialised()) {
            return Optional.empty();
        }
        adopted.ifPresent(history -> init = req.init());
        boolean orders = sequencer.isFresh(request) && sequencer.isAcceptable(request, local);
        if (orders || adopted.isPresent()) {
            out.took(StepRecord.of(StepKind.ORDERS, "Z2", setting.self(), setting.instance())
                    .about(request)
                    .initialisedBy(adopted)
                    .with(local.history()));
        }
        return orders ? sequencer.add(request, req, out) : sequencer.batchOf(request);
    }

    /** This replica's entry in the client's authenticator is the client's. */
    @Guard("Z2.authentic")
    boolean isAuthentic(Req req) {
        return req.authenticator()
                .entryFor(setting.self())
                .filter(mac -> setting.authentication()
                        .verify(req.content(), req.request().client(), mac))
                .isPresent();
    }

    /** No request is ordered before the beginning of the history is settled. */
    @Guard("Z2.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }

    /** All that arrived together has arrived. */
    Optional<Batch<Req>> onTimer() {
        return panicking.isRunning() ? sequencer.flush() : Optional.empty();
    }

    /** The ORDER of a batch for one replica. Where the client made no MAC for the replica, it gets one that is none. */
    Order orderFor(ReplicaId replica, Batch<Req> batch) {
        List<Order.Item> items = new ArrayList<>();
        for (Req req : batch.items()) {
            items.add(new Order.Item(
                    req.request(), req.authenticator().entryFor(replica).orElse(Mac.NONE)));
        }
        Optional<InitProof> first = batch.sequence() == 1 ? init : Optional.empty();
        var content = Order.content(setting.instance(), batch.sequence(), items, first, setting.group());
        Mac mac = replica.equals(setting.self())
                ? Mac.NONE
                : setting.authentication().mac(content, replica);
        return new Order(setting.instance(), batch.sequence(), items, first, mac);
    }
}
