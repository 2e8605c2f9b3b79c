package next700.protocol.ordering;

import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.RequestId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * What a replica tells a client of a request that the total order had it execute: the reply, and the digest of the
 * history. All but {@code f + 1} replicas send the reply's digest only ({@link Designation}).
 *
 * @param leader whom the client had best send its next submission to
 */
public record Answer(
        InstanceId instance,
        ReplicaId replica,
        RequestId request,
        ReplicaId leader,
        Digest replyDigest,
        Optional<Bytes> reply,
        Digest history,
        Mac mac)
        implements InstanceMessage, Signed {

    /** {@code D(reply)}. */
    public static Digest digestOf(Bytes reply) {
        return Digest.of("ORDERED-REPLY").add(reply).digest();
    }

    public ClientId client() {
        return request.client();
    }

    /** What the replica authenticates. */
    public Digest content() {
        return Digest.of("ANSWER")
                .add(instance.number())
                .add(replica)
                .add(request.digest())
                .add(leader)
                .add(replyDigest)
                .add(history)
                .digest();
    }

    /** The same, authenticated. */
    public Answer with(Mac own) {
        return new Answer(instance, replica, request, leader, replyDigest, reply, history, own);
    }

    /** The full reply is there, and is the one that the digest speaks of. */
    public boolean isComplete() {
        return reply.isPresent() && digestOf(reply.get()).equals(replyDigest);
    }

    @Override
    public Answer signedBy(Signing keys) {
        return with(keys.mac(replica, content(), client()));
    }
}
