package next700.protocol.qu;

import java.util.List;
import java.util.Optional;
import next700.process.Bound;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ReplicaId;

/** What clients and servers tell one another, and servers one another. */
public sealed interface QuMessage extends Message {
    /** Objects are numbered from 0. */
    int MOST_OBJECTS = 1 << 20;

    /** Bounds an operation and an answer, in bytes. */
    int MOST_BYTES = 1 << 20;

    /**
     * Do this, if what I know is what you know. Where the object needs repair, it is a request to repair it.
     *
     * @param number of the client's operation
     * @param round how often the client has asked, for this operation
     * @param query whether the operation leaves the object as it is
     * @param ohs what the operation is conditioned on
     */
    record Request(
            @Bound(min = 1) long number,
            @Bound(min = 1) int round,
            boolean query,
            @Bound(max = MOST_BYTES) Bytes operation,
            ObjectHistorySet ohs)
            implements QuMessage {
        /** What tells the request from all others: a part of its timestamp. */
        Digest hash(ClientId client) {
            return Digest.of("QU-REQUEST")
                    .add(client)
                    .add(number)
                    .add(query ? 1 : 0)
                    .add(operation)
                    .add(ohs.hash())
                    .digest();
        }

        @Override
        public String toString() {
            return "Request[" + number + "/" + round + " " + operation.toUtf8() + " on " + ohs.histories() + "]";
        }
    }

    /**
     * My history, and what the operation answers.
     *
     * @param isAccepted whether what the client knew was current
     * @param at the version that the answer is from: the latest that the server has
     * @param answer of the query at that version; of an update, if it is one of those that made that version
     * @param culled whose histories in the request had no valid MAC for this server
     */
    record Response(
            @Bound(min = 1) long number,
            @Bound(min = 1) int round,
            boolean isAccepted,
            ReplicaHistory history,
            LogicalTime at,
            @Bound(max = MOST_BYTES) Optional<Bytes> answer,
            @Bound(max = ReplicaId.MAX_NUMBER) List<ReplicaId> culled)
            implements QuMessage {
        public Response {
            culled = List.copyOf(culled);
        }
    }

    /** What is your version under this timestamp? */
    record SyncRequest(@Bound(max = MOST_OBJECTS) int object, LogicalTime time) implements QuMessage {}

    /** This. */
    record SyncResponse(@Bound(max = MOST_OBJECTS) int object, LogicalTime time, Version.Image version)
            implements QuMessage {}
}
