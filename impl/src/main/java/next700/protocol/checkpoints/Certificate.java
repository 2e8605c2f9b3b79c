package next700.protocol.checkpoints;

import java.util.ArrayList;
import java.util.List;
import next700.process.Bound;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * What LCS.3 waits for: the signatures of all replicas on the same checkpoint. It proves to anybody that the local history
 * of every correct replica has had this prefix in the instance.
 *
 * @param signatures of each replica, in their order: so that none can count twice
 */
public record Certificate(
        InstanceId instance,
        @Bound(min = 1, max = Certificate.MAX_LENGTH) int length,
        Digest history,
        Digest image,
        @Bound(max = ReplicaId.MAX_NUMBER) List<Signature> signatures)
        implements Signed {
    /** On the wire, so that what comes after it can be counted. */
    public static final int MAX_LENGTH = 1 << 30;

    public Certificate {
        if (length < 1) {
            throw new IllegalArgumentException("a checkpoint covers at least 1 request, not " + length);
        }
        signatures = List.copyOf(signatures);
    }

    /** Whether the histories with which an instance begins may begin with what it covers. */
    public boolean founds(InstanceId begun, ByzantineGroup group, Authentication authentication) {
        return isEarlierThan(begun) && isFromEveryone(group) && isSigned(authentication);
    }

    /**
     * All abort histories of its instance and all histories of later ones begin with what it covers. An earlier instance
     * may have another abort history yet, which those who made this one never saw.
     */
    @Guard("LCS.earlier")
    boolean isEarlierThan(InstanceId begun) {
        return instance.compareTo(begun) < 0;
    }

    /** "From all replicas": of fewer, those left out may have executed something else. */
    @Guard("LCS.everyone")
    boolean isFromEveryone(ByzantineGroup group) {
        return signatures.size() == group.everyone();
    }

    /** Each replica signed this checkpoint. */
    @Guard("LCS.signed")
    boolean isSigned(Authentication authentication) {
        for (int i = 0; i < signatures.size(); i++) {
            ReplicaId replica = new ReplicaId(i + 1);
            Digest content = Checkpoint.content(instance, replica, length, history, image);
            if (!authentication.verify(content, replica, signatures.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Covers all of it: two certificates of one checkpoint, with different signatures, have different digests. */
    public Digest digest() {
        Digest.Builder digest = Digest.of("CERTIFICATE")
                .add(instance.number())
                .add(length)
                .add(history)
                .add(image)
                .add(signatures.size());
        signatures.forEach(signature -> digest.add(signature.value()));
        return digest.digest();
    }

    @Override
    public Certificate signedBy(Signing keys) {
        List<Signature> own = new ArrayList<>();
        for (int i = 0; i < signatures.size(); i++) {
            ReplicaId replica = new ReplicaId(i + 1);
            Digest content = Checkpoint.content(instance, replica, length, history, image);
            own.add(keys.has(replica) ? keys.sign(replica, content) : signatures.get(i));
        }
        return new Certificate(instance, length, history, image, own);
    }
}
