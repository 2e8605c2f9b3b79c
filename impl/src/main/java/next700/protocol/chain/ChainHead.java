package next700.protocol.chain;

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
import next700.protocol.StepKind;
import next700.protocol.StepRecord;
import next700.protocol.Timer;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.sequencing.Sequencer;
import next700.protocol.sequencing.Sequencer.Batch;

/** What the head of the chain does beside being a replica: it orders, the first half of step C2 (thesis B.4, B.6). */
final class ChainHead {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final Sequencer<Submit> sequencer;
    private Optional<InitProof> init = Optional.empty();

    ChainHead(Setting<ReplicaId> setting, LocalHistory local, PanickingReplica panicking, int batchLimit) {
        this.setting = setting;
        this.local = local;
        this.panicking = panicking;
        this.sequencer = new Sequencer<>(batchLimit, new Timer(Timer.Kind.BATCH, setting.instance()));
    }

    /** Gives the request its place in the order. A request that comes again yields the batch that it was in. */
    Optional<Forward> onSubmit(Submit submit, Effects out) {
        if (!isAuthentic(submit)) {
            return Optional.empty();
        }
        Request request = submit.request();
        if (!panicking.isRunning()) {
            panicking.sendAbort(request.client(), out);
            return Optional.empty();
        }
        Optional<History> adopted = local.initialise(submit.init());
        if (!isInitialised()) {
            return Optional.empty();
        }
        adopted.ifPresent(history -> init = submit.init());
        boolean orders = sequencer.isFresh(request) && sequencer.isAcceptable(request, local);
        if (adopted.isPresent()) {
            out.took(StepRecord.of(StepKind.ORDERS, "C2", setting.self(), setting.instance())
                    .about(request)
                    .initialisedBy(adopted)
                    .with(local.history()));
        }
        return (orders ? sequencer.add(request, submit, out) : sequencer.batchOf(request)).map(this::forward);
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

    /** No request is ordered before the beginning of the history is settled. */
    @Guard("C2.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }

    /** All that arrived together has arrived. */
    Optional<Forward> onTimer() {
        return panicking.isRunning() ? sequencer.flush().map(this::forward) : Optional.empty();
    }

    private Forward forward(Batch<Submit> batch) {
        List<Link> links = batch.items().stream()
                .map(submit -> new Link(submit.request(), submit.macs(), List.of()))
                .toList();
        return new Forward(
                setting.instance(),
                batch.sequence(),
                links,
                batch.sequence() == 1 ? init : Optional.empty(),
                List.of());
    }
}
