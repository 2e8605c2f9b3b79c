package next700.protocol.backup;

import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * A replica of Backup has committed {@code k} requests: this is what it executed, and what every correct replica
 * executed, for the order is total. It signs under another title than an ABORT of step P2, so that neither can stand for
 * the other: of those, {@code 2f + 1} make a proof, of these {@code f + 1} do.
 */
public record BackupAbort(InstanceId instance, InstanceId next, ReplicaId replica, History history, Signature signature)
        implements InstanceMessage, Signed {

    /** What the replica signs. */
    public static Digest content(InstanceId instance, InstanceId next, ReplicaId replica, History history) {
        return Digest.of("BACKUP-ABORT")
                .add(instance.number())
                .add(next.number())
                .add(replica)
                .add(history.digest())
                .digest();
    }

    public Digest content() {
        return content(instance, next, replica, history);
    }

    @Override
    public BackupAbort signedBy(Signing keys) {
        return new BackupAbort(instance, next, replica, history, keys.sign(replica, content()));
    }
}
