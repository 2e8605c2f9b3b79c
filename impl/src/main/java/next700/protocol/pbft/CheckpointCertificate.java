package next700.protocol.pbft;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Setting;
import next700.protocol.pbft.PbftMessage.Checkpoint;

/**
 * CHECKPOINTs of {@code 2f + 1} replicas that reached the same state: a stable checkpoint. {@code f + 1} of them are
 * correct, so that the state is right, and can be had from someone; and what was executed to reach it need not be kept.
 *
 * <p>It may come from a Byzantine replica: it means nothing before {@link #isValid}.
 *
 * @param sequence 0 for the initial state, which needs no proof
 */
public record CheckpointCertificate(long sequence, Digest state, List<Checkpoint> proof) {
    /** Of the initial state. */
    public static final CheckpointCertificate INITIAL =
            new CheckpointCertificate(0, Digest.of("PBFT-INITIAL").digest(), List.of());

    public CheckpointCertificate {
        proof = List.copyOf(proof);
    }

    /** Whether the certificate proves what it says, in this instance. */
    boolean isValid(Setting<ReplicaId> setting) {
        return equals(INITIAL)
                || (sequence > 0
                        && isCertificate(setting.group())
                        && isFromDifferentReplicas(setting.group())
                        && isOfOneState(setting)
                        && isSigned(setting));
    }

    /** {@code 2f + 1} messages, and no more than it takes. */
    @Guard("PBFT.CheckpointCertificate.size")
    boolean isCertificate(ByzantineGroup group) {
        return proof.size() == group.certificate();
    }

    /** A replica counts once. */
    @Guard("PBFT.CheckpointCertificate.different")
    boolean isFromDifferentReplicas(ByzantineGroup group) {
        Set<ReplicaId> replicas = new LinkedHashSet<>();
        return proof.stream()
                .allMatch(checkpoint -> group.contains(checkpoint.replica()) && replicas.add(checkpoint.replica()));
    }

    /** All speak of the state that the certificate speaks of. */
    @Guard("PBFT.CheckpointCertificate.same")
    boolean isOfOneState(Setting<ReplicaId> setting) {
        return proof.stream()
                .allMatch(checkpoint -> checkpoint.instance().equals(setting.instance())
                        && checkpoint.sequence() == sequence
                        && checkpoint.state().equals(state));
    }

    /** Each replica said it. */
    @Guard("PBFT.CheckpointCertificate.signed")
    boolean isSigned(Setting<ReplicaId> setting) {
        return proof.stream()
                .allMatch(checkpoint -> setting.authentication()
                        .verify(checkpoint.content(), checkpoint.replica(), checkpoint.signature()));
    }
}
