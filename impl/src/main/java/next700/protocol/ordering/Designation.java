package next700.protocol.ordering;

import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Request;

/**
 * Which replicas send the reply to a request in full, where the others send its digest: {@code f + 1} of them, each in its
 * turn. One of these is correct, so that a client has the reply as soon as the correct replicas have answered, however many
 * of the {@code f} others are silent. With a single one, as in the paper (TOCS 2002, 5.1.1), one request in {@code n} waits
 * for the client's timer for as long as one replica is down.
 */
public final class Designation {
    private Designation() {}

    /** Whether the replica is one of those. */
    public static boolean includes(ReplicaId replica, Request request, ByzantineGroup group) {
        long first = request.client().number() + request.timestamp();
        return Math.floorMod(replica.number() - 1 - first, (long) group.size()) < group.oneCorrect();
    }
}
