package next700.benchmarks.lcr;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What one process delivered: how much of whom, in which order, and how late its own. */
final class Tally implements Peer.Receiver {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** The sums up to some moment of a phase. */
    record Sums(List<Long> deliveries, long bytes) {
        long all() {
            return deliveries.stream().mapToLong(Long::longValue).sum();
        }
    }

    private final int self;
    private final long[] total;
    private final long[] order;
    private final long[] deliveries;
    private final Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
    private int phase = -1;
    private long bytes;

    Tally(int self, int members, int phases) {
        this.self = self;
        this.total = new long[phases];
        this.order = new long[phases];
        this.deliveries = new long[members];
    }

    @Override
    public synchronized void deliver(ByteBuffer message) {
        int origin = Stamp.origin(message);
        int of = Stamp.phase(message);
        total[of]++;
        order[of] = (order[of] + Stamp.sequence(message) + ((long) origin << 48)) * FACTOR;
        if (of == phase) {
            deliveries[origin]++;
            bytes += message.remaining();
            if (origin == self) {
                latency.recordValue(Math.clamp(System.nanoTime() - Stamp.sentNanos(message), 0, LONGEST_NANOS));
            }
        }
    }

    /** Counts what belongs to this phase from now on. */
    synchronized void begin(int next) {
        phase = next;
        bytes = 0;
        Arrays.fill(deliveries, 0);
        latency.reset();
    }

    synchronized Sums sums() {
        return new Sums(Arrays.stream(deliveries).boxed().toList(), bytes);
    }

    synchronized Histogram latency() {
        return latency.copy();
    }

    /** How many of the phase's messages were delivered, whenever. */
    synchronized long total(int of) {
        return total[of];
    }

    /** How many messages were delivered at all. */
    synchronized long total() {
        return Arrays.stream(total).sum();
    }

    /** The same at two processes that delivered the same messages in the same order, and hardly ever otherwise. */
    synchronized String order(int of) {
        return Long.toHexString(order[of]);
    }
}
