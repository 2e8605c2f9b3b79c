package next700.protocol.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.State;

/** The stable checkpoint, those on the way to become stable, and the states to hand out to replicas that fell behind. */
final class Checkpoints {
    /** The highest checkpoints of each replica that are kept; a correct one has two at most that are not stable. */
    private static final int KEPT = 4;

    private final Setting<ReplicaId> setting;
    private final PbftSettings settings;
    private final Map<ReplicaId, NavigableMap<Long, Checkpoint>> received = new TreeMap<>();
    private final NavigableMap<Long, OrderedApplication.State> states = new TreeMap<>();
    private CheckpointCertificate stable = CheckpointCertificate.INITIAL;
    private CheckpointCertificate highest = CheckpointCertificate.INITIAL;

    Checkpoints(Setting<ReplicaId> setting, PbftSettings settings) {
        this.setting = setting;
        this.settings = settings;
    }

    /** What the low watermark stands at. */
    CheckpointCertificate stable() {
        return stable;
    }

    /** The highest checkpoint that is known to be stable: ahead of {@link #stable} if this replica has not got there. */
    CheckpointCertificate highest() {
        return highest;
    }

    /** This replica executed up to a checkpoint. */
    Checkpoint take(long sequence, OrderedApplication.State state) {
        var content = Checkpoint.content(setting.instance(), sequence, state.digest(), setting.self());
        Checkpoint own = new Checkpoint(
                setting.instance(),
                sequence,
                state.digest(),
                setting.self(),
                setting.authentication().sign(content));
        states.put(sequence, state);
        add(own);
        return own;
    }

    /** The replica that the CHECKPOINT names signed it. */
    @Guard("PBFT.Checkpoint.authentic")
    boolean isAuthentic(Checkpoint checkpoint) {
        return setting.group().contains(checkpoint.replica())
                && setting.authentication().verify(checkpoint.content(), checkpoint.replica(), checkpoint.signature());
    }

    /** Correct replicas take checkpoints at these sequence numbers, and this one is news. */
    boolean isDue(Checkpoint checkpoint) {
        return settings.isCheckpoint(checkpoint.sequence()) && checkpoint.sequence() > highest.sequence();
    }

    /** Takes an authentic CHECKPOINT; {@link #highest} may move. */
    void add(Checkpoint checkpoint) {
        NavigableMap<Long, Checkpoint> ofReplica =
                received.computeIfAbsent(checkpoint.replica(), any -> new TreeMap<>());
        ofReplica.putIfAbsent(checkpoint.sequence(), checkpoint);
        if (ofReplica.size() > KEPT) {
            ofReplica.pollFirstEntry();
        }
        List<Checkpoint> matching = matching(checkpoint);
        if (isCertificate(matching)) {
            learn(new CheckpointCertificate(checkpoint.sequence(), checkpoint.state(), matching));
        }
    }

    private List<Checkpoint> matching(Checkpoint checkpoint) {
        List<Checkpoint> matching = new ArrayList<>();
        for (NavigableMap<Long, Checkpoint> ofReplica : received.values()) {
            Checkpoint other = ofReplica.get(checkpoint.sequence());
            if (other != null
                    && isSame(checkpoint, other)
                    && matching.size() < setting.group().certificate()) {
                matching.add(other);
            }
        }
        return matching;
    }

    /** Both speak of the same state. */
    @Guard("PBFT.Checkpoint.same")
    boolean isSame(Checkpoint one, Checkpoint other) {
        return one.state().equals(other.state());
    }

    /** {@code 2f + 1} replicas have reached the same state. */
    @Guard("PBFT.Checkpoint.certificate")
    boolean isCertificate(List<Checkpoint> matching) {
        return matching.size() >= setting.group().certificate();
    }

    /** A valid certificate has come. */
    void learn(CheckpointCertificate certificate) {
        if (certificate.sequence() > highest.sequence()) {
            highest = certificate;
        }
    }

    /** Moves the low watermark to {@link #highest}, and forgets what lies below. */
    void stabilise() {
        stable = highest;
        states.headMap(stable.sequence(), false).clear();
        received.values()
                .forEach(ofReplica -> ofReplica.headMap(stable.sequence(), true).clear());
    }

    /** @param executed how far this replica has got */
    void check(long executed) {
        Invariant.holds(
                highest.sequence() >= stable.sequence(), "no checkpoint is used before it is known to be stable");
        Invariant.holds(states.isEmpty() || states.lastKey() <= executed, "states are kept only of what was executed");
    }

    /** A state that was taken over from others. */
    void restored(long sequence, OrderedApplication.State state) {
        states.put(sequence, state);
    }

    /** This replica's CHECKPOINTs that are not stable yet. */
    List<Checkpoint> own() {
        return List.copyOf(
                received.getOrDefault(setting.self(), new TreeMap<>()).values());
    }

    /** The state at the stable checkpoint, if this replica has it. */
    Optional<State> stableState() {
        return Optional.ofNullable(states.get(stable.sequence()))
                .map(state -> new State(setting.instance(), stable, state.snapshot()));
    }
}
