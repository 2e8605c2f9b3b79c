package next700.protocol.chain;

import java.util.List;
import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Setting;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.sequencing.Orderer;
import next700.protocol.sequencing.Sequencer.Batch;

/** What the head of the chain does beside being a replica: it orders, the first half of step C2 (thesis B.4, B.6). */
final class ChainHead {
    private final Setting<ReplicaId> setting;
    private final Orderer<Submit> orderer;

    ChainHead(Setting<ReplicaId> setting, LocalHistory local, PanickingReplica panicking, int batchLimit) {
        this.setting = setting;
        this.orderer = new Orderer<>("C2", setting, local, panicking, batchLimit);
    }

    /** Gives the request its place in the order. A request that comes again yields the batch that it was in. */
    Optional<Forward> onSubmit(Submit submit, Effects out) {
        return isAuthentic(submit)
                ? orderer.order(submit.request(), submit, out).map(this::forward)
                : Optional.empty();
    }

    /** The client's MAC for the head is the client's; "otherwise the head discards" the request. */
    @Guard("C2.authentic")
    boolean isAuthentic(Submit submit) {
        return !submit.macs().isEmpty()
                && setting.authentication()
                        .verify(
                                Submit.content(setting.instance(), submit.request()),
                                submit.request().client(),
                                submit.macs().get(0));
    }

    /** All that arrived together has arrived. */
    Optional<Forward> onTimer() {
        return orderer.onTimer().map(this::forward);
    }

    private Forward forward(Batch<Submit> batch) {
        List<Link> links = batch.items().stream()
                .map(submit -> new Link(submit.request(), submit.macs(), List.of()))
                .toList();
        return new Forward(setting.instance(), batch.sequence(), links, orderer.initOf(batch), List.of());
    }
}
