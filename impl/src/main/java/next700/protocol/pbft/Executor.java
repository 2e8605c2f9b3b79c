package next700.protocol.pbft;

import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Step;
import next700.protocol.ordering.OrderedApplication;

/** Executes what committed, in the order of sequence numbers and without a gap (TOCS 2002, 4.3), and takes checkpoints (4.4). */
final class Executor {
    private final ReplicaState replica;
    private final Voice voice;
    private final Patience patience;
    private final OrderedApplication application;

    Executor(ReplicaState replica, Voice voice, Patience patience) {
        this.replica = replica;
        this.voice = voice;
        this.patience = patience;
        this.application = replica.application;
    }

    /**
     * {@code 2f + 1} replicas say that the batch prepared, so that no view change can replace it. The paper wants it
     * prepared at this replica as well, which safety does not need: {@code f + 1} correct ones have it prepared.
     */
    Optional<Digest> committed(Slot slot) {
        return slot.commits().withAtLeast(replica.setting.group().certificate());
    }

    private Optional<Batch> batchToExecute(Slot slot) {
        return committed(slot).flatMap(slot::content);
    }

    /** Executes the next batch, if that committed, is here, and can be executed now; returns whether it did. */
    boolean executesNext(Effects out) {
        Optional<Slot> next = replica.log
                .find(replica.executed() + 1)
                .filter(slot -> batchToExecute(slot)
                        .filter(batch -> isAbleTo(batch, out))
                        .isPresent());
        next.ifPresent(slot -> execute(slot, out));
        return next.isPresent();
    }

    private boolean isAbleTo(Batch batch, Effects out) {
        return batch.requests().stream().allMatch(request -> application.isAbleTo(request.submission(), out));
    }

    /** Step PBFT.Execute. */
    @Step("PBFT.Execute")
    private void execute(Slot slot, Effects out) {
        Batch batch = batchToExecute(slot).orElseThrow();
        replica.executedUpTo(slot.sequence());
        batch.requests().forEach(request -> application.execute(request.submission(), replica.views.primary(), out));
        replica.pending.executed(batch, application);
        if (!batch.requests().isEmpty()) {
            patience.isRewarded();
        }
        voice.took("PBFT.Execute", slot, committed(slot).orElseThrow(), out);
        if (replica.settings.isCheckpoint(slot.sequence())) {
            voice.toOthers(replica.checkpoints.take(slot.sequence(), application.state()), out);
            voice.took("PBFT.Checkpoint", out);
        }
    }
}
