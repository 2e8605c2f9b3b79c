package next700.protocol.sequencing;

import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.sequencing.Sequencer.Batch;

/**
 * What ZLight's primary (Z2) and Chain's head (C2) do beside being replicas: they give requests their place in the order,
 * once the beginning of the history is settled (thesis B.2, B.4, B.6).
 *
 * @param <T> the message that brings a request, authentic already
 */
public final class Orderer<T extends InitCarrier> {
    private final String step;
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final Sequencer<T> sequencer;
    private Optional<InitProof> init = Optional.empty();

    /**
     * Makes an orderer.
     *
     * @param step the name of the step in which it orders
     * @param batchLimit how many requests it orders at once
     */
    public Orderer(
            String step, Setting<ReplicaId> setting, LocalHistory local, PanickingReplica panicking, int batchLimit) {
        this.step = step;
        this.setting = setting;
        this.local = local;
        this.panicking = panicking;
        this.sequencer = new Sequencer<>(batchLimit, new InstanceTimer(InstanceTimer.Kind.BATCH, setting.instance()));
    }

    /**
     * Gives the request its place in the order. What comes of it, if anything yet, is a batch for all replicas, this one
     * among them: a new one, or, if the request comes again, the one that it was in.
     */
    public Optional<Batch<T>> order(Request request, T message, Effects out) {
        if (!panicking.isRunning()) {
            panicking.sendAbort(request.client(), out);
            return Optional.empty();
        }
        if (local.initialise(message.init(), out)) {
            init = message.init();
        }
        if (!isInitialised()) {
            return Optional.empty();
        }
        Optional<History> adopted = local.takeUntold();
        boolean orders = sequencer.isFresh(request);
        if (orders || adopted.isPresent()) {
            out.took(StepRecord.of(StepKind.ORDERS, step, setting.self(), setting.instance())
                    .about(request)
                    .initialisedBy(adopted)
                    .with(local.history()));
        }
        return orders ? sequencer.add(request, message, out) : sequencer.batchOf(request);
    }

    /** No request is ordered before the beginning of the history is settled. */
    @Guard("Z2.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }

    /** All that arrived together has arrived. */
    public Optional<Batch<T>> onTimer() {
        return panicking.isRunning() ? sequencer.flush() : Optional.empty();
    }

    /** What proves the init history to the replicas: the first batch of an instance brings it. */
    public Optional<InitProof> initOf(Batch<T> batch) {
        return batch.sequence() == 1 ? init : Optional.empty();
    }
}
