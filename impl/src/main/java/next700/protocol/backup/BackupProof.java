package next700.protocol.backup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import next700.process.Bound;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Authentication;
import next700.protocol.checkpoints.Certificate;

/** "{@code f + 1} different signatures of the identical abort history and the next instance" (thesis B.6). */
public record BackupProof(@Bound(max = ReplicaId.MAX_NUMBER) List<BackupAbort> aborts) implements InitProof {
    public BackupProof {
        aborts = List.copyOf(aborts);
    }

    @Override
    public boolean initialises(InstanceId instance, ByzantineGroup group, Authentication authentication) {
        return isCertificate(group)
                && isFromDifferentReplicas(group)
                && switchesTo(instance)
                && isIdentical()
                && isSigned(authentication)
                && isFounded(instance, group, authentication);
    }

    /** {@code f + 1} messages, of which one is a correct replica's. */
    @Guard("B.6.backup-certificate")
    boolean isCertificate(ByzantineGroup group) {
        return aborts.size() == group.oneCorrect();
    }

    /** A replica counts once. */
    @Guard("B.6.backup-different-replicas")
    boolean isFromDifferentReplicas(ByzantineGroup group) {
        Set<ReplicaId> replicas = new LinkedHashSet<>();
        for (BackupAbort abort : aborts) {
            if (!group.contains(abort.replica()) || !replicas.add(abort.replica())) {
                return false;
            }
        }
        return true;
    }

    /** All name {@code instance} as the next. */
    @Guard("B.6.backup-switches-to")
    boolean switchesTo(InstanceId instance) {
        return aborts.stream().allMatch(abort -> abort.next().equals(instance));
    }

    /** All name the same history. */
    @Guard("B.6.backup-identical")
    boolean isIdentical() {
        return aborts.stream().map(BackupAbort::history).distinct().count() == 1;
    }

    /** Each replica said what the proof has it say. */
    @Guard("B.6.backup-signed")
    boolean isSigned(Authentication authentication) {
        return aborts.stream()
                .allMatch(abort -> authentication.verify(abort.content(), abort.replica(), abort.signature()));
    }

    /** What is cut off from the history, a checkpoint of an instance before covers; the signatures do not tell. */
    @Guard("B.6.backup-founded")
    boolean isFounded(InstanceId instance, ByzantineGroup group, Authentication authentication) {
        List<History> histories = aborts.stream().map(BackupAbort::history).toList();
        return History.areFounded(histories, instance, group, authentication);
    }

    @Override
    public History extract(ByzantineGroup group) {
        return aborts.isEmpty() ? History.EMPTY : aborts.get(0).history();
    }

    @Override
    public Digest digest() {
        Digest.Builder digest = Digest.of("BACKUP-ABORTS").add(aborts.size());
        for (BackupAbort abort : aborts) {
            digest.add(abort.content()).add(abort.signature().value());
            abort.history().certificate().map(Certificate::digest).ifPresent(digest::add);
        }
        return digest.digest();
    }

    /** Backup aborts for another reason. */
    @Override
    public boolean lackedContention(ByzantineGroup group) {
        return false;
    }
}
