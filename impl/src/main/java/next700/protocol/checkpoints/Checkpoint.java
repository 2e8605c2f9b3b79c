package next700.protocol.checkpoints;

import next700.process.Bound;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * {@code ⟨CHECKPOINT, i, r_j, n, D(h), D(image)⟩_{σ_{r_j}}} of LCS.1: in instance {@code i}, the first {@code n} requests
 * of {@code LH_j} are {@code h}, and {@code image} is what came of them.
 *
 * @param length {@code n}, the requests of the init history included
 * @param wanted whether the sender asks for those of others: it has waited for them in vain. It is not signed, since it
 *     says nothing that others build on.
 */
public record Checkpoint(
        InstanceId instance,
        ReplicaId replica,
        @Bound(min = 1, max = Certificate.MAX_LENGTH) int length,
        Digest history,
        Digest image,
        boolean wanted,
        Signature signature)
        implements CheckpointMessage, Signed {
    public Checkpoint {
        if (length < 1) {
            throw new IllegalArgumentException("a checkpoint covers at least 1 request, not " + length);
        }
    }

    /** What the replica signs. */
    public static Digest content(InstanceId instance, ReplicaId replica, int length, Digest history, Digest image) {
        return Digest.of("CHECKPOINT")
                .add(instance.number())
                .add(replica)
                .add(length)
                .add(history)
                .add(image)
                .digest();
    }

    public Digest content() {
        return content(instance, replica, length, history, image);
    }

    /** The same, asking or not. */
    Checkpoint asking(boolean asks) {
        return new Checkpoint(instance, replica, length, history, image, asks, signature);
    }

    @Override
    public Checkpoint signedBy(Signing keys) {
        return new Checkpoint(instance, replica, length, history, image, wanted, keys.sign(replica, content()));
    }
}
