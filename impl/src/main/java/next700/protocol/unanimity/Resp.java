package next700.protocol.unanimity;

import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.Group;
import next700.protocol.InstanceId;
import next700.protocol.Message;
import next700.protocol.ReplicaId;
import next700.protocol.authentication.Mac;

/**
 * {@code ⟨RESP, reply_j, D(LH_j), i, req.t_c, r_j⟩_{μ_{r_j,c}}} of steps Z3 and Q2. All but one designated replica send
 * the reply's digest only (the footnote of B.2).
 */
public record Resp(
        InstanceId instance, ReplicaId replica, ClientId client, long timestamp, Reply reply, Digest history, Mac mac)
        implements Message {

    /** What the replica authenticates. */
    public static Digest content(
            InstanceId instance, ReplicaId replica, ClientId client, long timestamp, Reply reply, Digest history) {
        return Digest.of("RESP")
                .add(instance)
                .add(replica)
                .add(client)
                .add(timestamp)
                .add(reply.digest())
                .add(history)
                .digest();
    }

    public Digest content() {
        return content(instance, replica, client, timestamp, reply, history);
    }

    /** Who sends the reply to a client's request at a timestamp in full: each replica in turn. */
    public static ReplicaId designated(ClientId client, long timestamp, Group group) {
        return new ReplicaId(1 + (int) Math.floorMod(client.number() + timestamp, (long) group.size()));
    }
}
