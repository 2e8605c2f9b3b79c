package next700.protocol.pbft;

import java.util.List;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Setting;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.FetchState;
import next700.protocol.pbft.PbftMessage.State;

/**
 * What others have reached (TOCS 2002, 4.4 and 5.3): their checkpoints, of which {@code 2f + 1} alike let a replica forget
 * what lies below, and their states, which let one go on that has fallen behind.
 */
final class StateTransfer {
    private final ReplicaState replica;
    private final Voice voice;
    private final Progress progress;
    private final NormalCase normalCase;

    private final Setting<ReplicaId> setting;
    private final OrderedApplication application;
    private final Views views;
    private final Checkpoints checkpoints;
    private final Pending pending;
    private int fetches;

    StateTransfer(ReplicaState replica, Voice voice, Progress progress, NormalCase normalCase) {
        this.replica = replica;
        this.voice = voice;
        this.progress = progress;
        this.normalCase = normalCase;
        this.setting = replica.setting;
        this.application = replica.application;
        this.views = replica.views;
        this.checkpoints = replica.checkpoints;
        this.pending = replica.pending;
    }

    /** Step PBFT.Checkpoint: another replica has executed up to a checkpoint. */
    @Step("PBFT.Checkpoint")
    void onCheckpoint(Checkpoint message, Effects out) {
        if (checkpoints.isDue(message) && checkpoints.isAuthentic(message)) {
            checkpoints.add(message);
            normalCase.stabilise(out);
            progress.expect(out);
        }
    }

    /** Asks one of those who have the state, another one each time. */
    void fetchState(Effects out) {
        CheckpointCertificate wanted = checkpoints.highest();
        List<ReplicaId> holders = wanted.proof().stream()
                .map(Checkpoint::replica)
                .filter(replica -> !replica.equals(setting.self()))
                .toList();
        if (holders.isEmpty()) {
            return;
        }
        ReplicaId holder = holders.get(fetches % holders.size());
        fetches++;
        var content = FetchState.content(setting.instance(), wanted.sequence(), setting.self());
        out.send(
                holder,
                new FetchState(
                        setting.instance(),
                        wanted.sequence(),
                        setting.self(),
                        setting.authentication().mac(content, holder)));
    }

    void onFetchState(FetchState message, Effects out) {
        boolean authentic = setting.group().contains(message.replica())
                && setting.authentication().verify(message.content(), message.replica(), message.mac());
        if (authentic && checkpoints.stable().sequence() >= message.sequence()) {
            checkpoints.stableState().ifPresent(state -> out.send(message.replica(), state));
        }
    }

    /** Step PBFT.StateTransfer: takes over the state at a stable checkpoint, which proves itself. */
    @Step("PBFT.StateTransfer")
    void onState(State message, Effects out) {
        CheckpointCertificate certificate = message.certificate();
        if (!isAhead(certificate)
                || !isCertified(certificate)
                || !application.restore(message.snapshot(), certificate.state())) {
            return;
        }
        long executed = certificate.sequence();
        replica.executedUpTo(executed);
        checkpoints.learn(certificate);
        checkpoints.restored(executed, application.state());
        if (checkpoints.highest().sequence() == executed && checkpoints.stable().sequence() < executed) {
            replica.moveWatermarks();
        }
        pending.caughtUp(application);
        voice.took("PBFT.StateTransfer", Placement.empty(views.view(), executed), out);
        normalCase.execute(out);
        progress.expect(out);
    }

    /** The state is later than what this replica has executed. */
    @Guard("PBFT.StateTransfer.ahead")
    boolean isAhead(CheckpointCertificate certificate) {
        return certificate.sequence() > replica.executed();
    }

    /** The checkpoint is stable. */
    @Guard("PBFT.StateTransfer.certified")
    boolean isCertified(CheckpointCertificate certificate) {
        return certificate.isValid(setting);
    }
}
