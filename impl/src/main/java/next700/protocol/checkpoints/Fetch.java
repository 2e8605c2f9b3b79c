package next700.protocol.checkpoints;

import next700.process.Bound;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * {@code ⟨FETCH, i, r_j, n⟩_{μ_{r_j,r_k}}}: a replica is to begin instance {@code i} with a history of which the first
 * {@code n} requests are cut off, and has no image of them, since it lost its memory. It asks for that image, or a later
 * one.
 */
public record Fetch(
        InstanceId instance,
        ReplicaId replica,
        @Bound(min = 1, max = Certificate.MAX_LENGTH) int length,
        Mac mac) implements CheckpointMessage, Signed {
    /** What the replica authenticates. */
    public static Digest content(InstanceId instance, ReplicaId replica, int length) {
        return Digest.of("FETCH")
                .add(instance.number())
                .add(replica)
                .add(length)
                .digest();
    }

    public Digest content() {
        return content(instance, replica, length);
    }

    @Override
    public Fetch signedBy(Signing keys) {
        return new Fetch(instance, replica, length, keys.mac(replica, content(), keys.receiver()));
    }
}
