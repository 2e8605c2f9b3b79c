package next700.protocol.qu;

import java.util.Comparator;
import next700.process.Bound;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;

/**
 * A logical timestamp, compared by its parts from left to right.
 *
 * @param barrier whether it is a barrier's, which is later than all others of its time
 * @param client who made the request, as a number; 0 of the first
 * @param request the hash of the operation and of the object history set that it was sent with
 */
public record LogicalTime(
        @Bound(max = LogicalTime.LAST) long time,
        boolean barrier,
        @Bound(min = 0) int client,
        Digest request) implements Comparable<LogicalTime> {
    /** Time ends somewhere: a server that lies may claim to be there, and then no object changes any more. */
    public static final long LAST = 1L << 53;

    /** Of the object before all updates. */
    public static final LogicalTime ZERO =
            new LogicalTime(0, false, 0, new Digest(Bytes.copyOf(new byte[Digest.SIZE_BYTES])));

    private static final Comparator<LogicalTime> ORDER = Comparator.comparingLong(LogicalTime::time)
            .thenComparing(LogicalTime::barrier)
            .thenComparingInt(LogicalTime::client)
            .thenComparing(LogicalTime::request);

    /** The next after this for a request. */
    LogicalTime next(boolean asBarrier, ClientId by, Digest hash) {
        return new LogicalTime(time + 1, asBarrier, by.number(), hash);
    }

    boolean isAfter(LogicalTime other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(LogicalTime other) {
        return ORDER.compare(this, other);
    }

    void addTo(Digest.Builder digest) {
        digest.add(time).add(barrier ? 1 : 0).add(client).add(request);
    }

    @Override
    public String toString() {
        return time + (barrier ? "b" : "") + (client == 0 ? "" : "." + client);
    }
}
