package next700.protocol.zlight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Setting;
import next700.protocol.authentication.Mac;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.sequencing.Orderer;
import next700.protocol.sequencing.Sequencer.Batch;
import next700.protocol.unanimity.Req;

/** What the primary of ZLight does beside being a replica: step Z2 (thesis B.2, with B.6). */
final class ZLightPrimary {
    private final Setting<ReplicaId> setting;
    private final Orderer<Req> orderer;

    ZLightPrimary(Setting<ReplicaId> setting, LocalHistory local, PanickingReplica panicking, int batchLimit) {
        this.setting = setting;
        this.orderer = new Orderer<>("Z2", setting, local, panicking, batchLimit);
    }

    /** Step Z2: give the request its place in the order; what comes of it, if anything yet, is a batch for all replicas. */
    @Step("Z2")
    Optional<Batch<Req>> onReq(Req req, Effects out) {
        return isAuthentic(req) ? orderer.order(req.request(), req, out) : Optional.empty();
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

    /** All that arrived together has arrived. */
    Optional<Batch<Req>> onTimer() {
        return orderer.onTimer();
    }

    /** The ORDER of a batch for one replica. Where the client made no MAC for the replica, it gets one that is none. */
    Order orderFor(ReplicaId replica, Batch<Req> batch) {
        List<Order.Item> items = new ArrayList<>();
        for (Req req : batch.items()) {
            items.add(new Order.Item(
                    req.request(), req.authenticator().entryFor(replica).orElse(Mac.NONE)));
        }
        Optional<InitProof> first = orderer.initOf(batch);
        var content = Order.content(setting.instance(), batch.sequence(), items, first, setting.group());
        Mac mac = replica.equals(setting.self())
                ? Mac.NONE
                : setting.authentication().mac(content, replica);
        return new Order(setting.instance(), batch.sequence(), items, first, mac);
    }
}
