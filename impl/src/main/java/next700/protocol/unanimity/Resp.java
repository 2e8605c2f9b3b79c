package next700.protocol.unanimity;

import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.RequestId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * {@code ⟨RESP, reply_j, D(LH_j), i, req.t_c, r_j⟩_{μ_{r_j,c}}} of steps Z3 and Q2. All but one designated replica send
 * the reply's digest only (the footnote of B.2). It names the request, where the thesis has the timestamp only.
 */
public record Resp(InstanceId instance, ReplicaId replica, RequestId request, Reply reply, Digest history, Mac mac)
        implements InstanceMessage, Signed {

    /** A letter shorter than the message's name, so that what is authenticated fits two blocks of SHA-256. */
    private static final String LABEL = "RSP";

    /** What the replica authenticates. */
    public static Digest content(
            InstanceId instance, ReplicaId replica, RequestId request, Reply reply, Digest history) {
        return Digest.of(LABEL)
                .add(instance.number())
                .add(replica)
                .add(request.digest())
                .add(reply.digest())
                .add(history)
                .digest();
    }

    public ClientId client() {
        return request.client();
    }

    public Digest content() {
        return content(instance, replica, request, reply, history);
    }

    /** Who sends the reply to a client's request at a timestamp in full: each replica in turn. */
    public static ReplicaId designated(ClientId client, long timestamp, ByzantineGroup group) {
        return new ReplicaId(1 + (int) Math.floorMod(client.number() + timestamp, (long) group.size()));
    }

    @Override
    public Resp signedBy(Signing keys) {
        return new Resp(instance, replica, request, reply, history, keys.mac(replica, content(), client()));
    }
}
