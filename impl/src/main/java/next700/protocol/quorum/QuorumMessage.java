package next700.protocol.quorum;

import java.util.Optional;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.InstanceId;
import next700.protocol.Message;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.panicking.AbortProof;

/** The messages of Quorum's steps Q1 to Q3. */
public sealed interface QuorumMessage extends Message {

    /** {@code ⟨REQ, req, i, [IH]⟩_{α_{c,Σ}}} of step Q1. The proof of the init history carries its own signatures. */
    record Req(InstanceId instance, Request request, Optional<AbortProof> init, Authenticator authenticator)
            implements QuorumMessage {

        /** What the client authenticates. */
        public static Digest content(InstanceId instance, Request request) {
            return Digest.of("REQ").add(instance).add(request.digest()).digest();
        }

        public Digest content() {
            return content(instance, request);
        }
    }

    /** {@code ⟨RESP, reply_j, D(LH_j), i, req.t_c, r_j⟩_{μ_{r_j,c}}} of step Q2. */
    record Resp(
            InstanceId instance,
            ReplicaId replica,
            ClientId client,
            long timestamp,
            Bytes reply,
            Digest history,
            Mac mac)
            implements QuorumMessage {

        /** What the replica authenticates. */
        public static Digest content(
                InstanceId instance, ReplicaId replica, ClientId client, long timestamp, Bytes reply, Digest history) {
            return Digest.of("RESP")
                    .add(instance)
                    .add(replica)
                    .add(client)
                    .add(timestamp)
                    .add(reply)
                    .add(history)
                    .digest();
        }

        public Digest content() {
            return content(instance, replica, client, timestamp, reply, history);
        }
    }
}
