package next700.protocol.checkpoints;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.authentication.Signature;
import next700.protocol.panicking.PanickingReplica;

/**
 * The checkpoints of a replica of ZLight, Quorum or Chain in one instance (thesis B.6.1, LCS.1 to LCS.3, repaired as the
 * package says).
 */
public final class Checkpointing {
    /** The thesis' CHK. */
    public static final int DEFAULT_INTERVAL = 128;

    /**
     * How many checkpoints beyond the last certified one a replica signs, and takes signatures for. So what it keeps is
     * bounded whatever Byzantine replicas send; a correct one that long without a certificate has stopped (LCS.2).
     */
    private static final int WINDOW = 16;

    private final Setting<ReplicaId> setting;
    private final int interval;
    private final long timerMillis;
    private final int mostExpirations;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final InstanceTimer timer;
    private final NavigableMap<Integer, Map<ReplicaId, Checkpoint>> received = new TreeMap<>();
    private boolean begun;
    private int signed;
    private int certified;
    private int expirations;

    /** Makes what takes no checkpoint yet. */
    public Checkpointing(
            Setting<ReplicaId> setting,
            Timing timing,
            Checkpointed protocol,
            LocalHistory local,
            PanickingReplica panicking) {
        this.setting = setting;
        this.interval = protocol.checkpointInterval();
        if (interval < 1) {
            throw new IllegalArgumentException("checkpoints are at least 1 request apart, not " + interval);
        }
        this.timerMillis = timing.checkpointMillis(protocol.messageDelays(setting.group()));
        this.mostExpirations = timing.checkpointsAgain();
        this.local = local;
        this.panicking = panicking;
        this.timer = new InstanceTimer(InstanceTimer.Kind.CHECKPOINT, setting.instance());
    }

    /**
     * To be told whenever requests were executed. The first checkpoint of an instance is the last that the init
     * history goes through: everyone signs it again here, since not everyone may have had the certificate in time.
     */
    public void advance(Effects out) {
        if (!panicking.isRunning()) {
            return;
        }
        if (!begun) {
            begun = true;
            signed = Math.max(0, local.initLength() / interval - 1) * interval;
        }
        while (signed + interval <= local.history().length() && isNear(signed + interval)) {
            signed += interval;
            if (signed >= local.history().base().length()) {
                sign(signed, out);
            }
        }
    }

    /**
     * LCS.1: the replica tells everyone what the first {@code length} requests of its local history are, and what came of
     * them.
     */
    @Step("LCS.1")
    private void sign(int length, Effects out) {
        Digest history = local.history().prefix(length).digest();
        Digest image = local.speculation().imageAt(length).digest();
        Digest content = Checkpoint.content(setting.instance(), setting.self(), length, history, image);
        Checkpoint own = new Checkpoint(
                setting.instance(),
                setting.self(),
                length,
                history,
                image,
                false,
                setting.authentication().sign(content));
        out.took(StepRecord.of(StepKind.INTERNAL, "LCS.1", setting.self(), setting.instance()));
        if (own().isEmpty()) {
            expirations = 0;
            out.setTimer(timer, timerMillis);
        }
        toOthers(own, out);
        take(own, out);
    }

    private void toOthers(Checkpoint own, Effects out) {
        for (ReplicaId replica : setting.group().replicas()) {
            if (!replica.equals(setting.self())) {
                out.send(replica, own);
            }
        }
    }

    /** Takes what others say about checkpoints. */
    public void onMessage(CheckpointMessage message, Effects out) {
        switch (message) {
            case Checkpoint checkpoint -> onCheckpoint(checkpoint, out);
            case Fetched fetched -> local.onFetched(fetched, out);
            case Fetch fetch -> {
                // Whoever has the state answers, in whichever instance: CompositionReplica.
            }
        }
    }

    /** Another replica has signed a checkpoint. If it asks for this one's signature, that was lost, and is sent again. */
    private void onCheckpoint(Checkpoint checkpoint, Effects out) {
        if (!local.isInitialised() || !isDue(checkpoint.length()) || !isAuthentic(checkpoint)) {
            return;
        }
        if (checkpoint.wanted()) {
            answer(checkpoint, out);
        }
        take(checkpoint, out);
    }

    /** One that this replica passed over, since its own init history was longer, it signs when asked. */
    private void answer(Checkpoint checkpoint, Effects out) {
        Map<ReplicaId, Checkpoint> known = received.getOrDefault(checkpoint.length(), Collections.emptyMap());
        if (known.containsKey(setting.self())) {
            out.send(checkpoint.replica(), known.get(setting.self()));
        } else if (checkpoint.length() <= signed && panicking.isRunning()) {
            sign(checkpoint.length(), out);
        }
    }

    /** A multiple of CHK, neither cut off already nor too far ahead. The last one certified may be asked for. */
    private boolean isDue(int length) {
        return length % interval == 0 && length >= local.history().base().length() && isNear(length);
    }

    private boolean isNear(int length) {
        return length <= local.history().base().length() + WINDOW * interval;
    }

    /** The replica that the CHECKPOINT names signed it. */
    @Guard("LCS.authentic")
    boolean isAuthentic(Checkpoint checkpoint) {
        return setting.group().contains(checkpoint.replica())
                && setting.authentication().verify(checkpoint.content(), checkpoint.replica(), checkpoint.signature());
    }

    private void take(Checkpoint checkpoint, Effects out) {
        received.computeIfAbsent(checkpoint.length(), length -> new TreeMap<>())
                .putIfAbsent(checkpoint.replica(), checkpoint);
        if (checkpoint.length() > certified) {
            certificate(checkpoint.length()).ifPresent(certificate -> truncate(certificate, out));
        }
    }

    /** What all replicas have signed, as this one did. */
    private Optional<Certificate> certificate(int length) {
        Map<ReplicaId, Checkpoint> all = received.get(length);
        Checkpoint own = all.get(setting.self());
        if (own == null || !isFromEveryone(all)) {
            return Optional.empty();
        }
        List<Signature> signatures = new ArrayList<>();
        for (Checkpoint checkpoint : all.values()) {
            if (!isSame(own, checkpoint)) {
                return Optional.empty();
            }
            signatures.add(checkpoint.signature());
        }
        return Optional.of(new Certificate(setting.instance(), length, own.history(), own.image(), signatures));
    }

    /** "From all replicas." */
    @Guard("LCS.all")
    boolean isFromEveryone(Map<ReplicaId, Checkpoint> all) {
        return all.size() == setting.group().everyone();
    }

    /** "The digest of the same state." */
    @Guard("LCS.same")
    boolean isSame(Checkpoint own, Checkpoint other) {
        return own.history().equals(other.history()) && own.image().equals(other.image());
    }

    /** LCS.3: with a certificate the replica cuts off what it covers. */
    @Step("LCS.3")
    private void truncate(Certificate certificate, Effects out) {
        certified = certificate.length();
        received.headMap(certified, false).clear();
        expirations = 0;
        if (own().isEmpty()) {
            out.cancelTimer(timer);
        } else {
            out.setTimer(timer, timerMillis);
        }
        if (certified > local.history().base().length()) {
            local.truncate(certificate);
            out.took(StepRecord.of(StepKind.INTERNAL, "LCS.3", setting.self(), setting.instance()));
        }
        advance(out);
    }

    /** This replica's signatures on what is not certified. */
    private List<Checkpoint> own() {
        return received.tailMap(certified, false).values().stream()
                .flatMap(all -> Optional.ofNullable(all.get(setting.self())).stream())
                .toList();
    }

    /**
     * LCS.2: "if the timer expires and there is no checkpoint, the replica stops executing all requests." Links lose
     * messages, so it first sends its signatures again, and asks for those of the others. A replica that nobody hears
     * keeps no request from committing for longer than clients have patience; but one that answers clients and keeps its
     * signature back would have all histories grow for ever. Stopping makes clients panic, and so switch.
     */
    @Step("LCS.2")
    public void onTimer(InstanceTimer expired, Effects out) {
        if (!expired.equals(timer) || !panicking.isRunning() || own().isEmpty()) {
            return;
        }
        expirations++;
        if (expirations > mostExpirations) {
            panicking.stopForLackOfCheckpoint(out);
        } else {
            own().forEach(checkpoint -> toOthers(checkpoint.asking(true), out));
            out.setTimer(timer, timerMillis);
        }
    }
}
