package next700.linearizability;

import java.util.Arrays;

/**
 * Clusters of operations that must take effect one cluster after the other, each without any of another in between, as a
 * write and the reads of its value (Gibbons and Korach, "Testing shared memories", SIAM Journal on Computing 1997).
 *
 * <p>The <em>zone</em> of a cluster lies between the first of its completions and the last of its invocations:
 * <em>forward</em> if the completion comes first (the cluster has surely begun and not ended all the time between), else
 * <em>backward</em> (all of it may happen at one moment). If the operations of each cluster can take effect in an order
 * that real time allows, all can if and only if forward zones do not overlap, and no backward zone lies within a forward
 * one.
 */
final class Zones {
    static final int NONE = -1;

    private final Deadline deadline;
    private final int[] firstCompleted;
    private final int[] firstCompletion;
    private final int[] lastInvoked;
    private final int[] lastInvocation;
    private int count;

    /** What the zones say. */
    sealed interface Found {}

    /** The clusters can come in this order. */
    record InOrder(Order clusters) implements Found {}

    /** These two cannot come one after the other. */
    record Overlapping(int one, int other) implements Found {}

    /** Room for so many clusters. */
    Zones(int capacity, Deadline deadline) {
        this.deadline = deadline;
        firstCompleted = new int[capacity];
        firstCompletion = new int[capacity];
        lastInvoked = new int[capacity];
        lastInvocation = new int[capacity];
    }

    /** A new cluster of one operation; its number. */
    int open(int item, int invocation, int completion) {
        firstCompleted[count] = item;
        firstCompletion[count] = completion;
        lastInvoked[count] = item;
        lastInvocation[count] = invocation;
        return count++;
    }

    /** Adds an operation to a cluster. */
    void add(int cluster, int item, int invocation, int completion) {
        if (completion < firstCompletion[cluster]) {
            firstCompletion[cluster] = completion;
            firstCompleted[cluster] = item;
        }
        if (invocation > lastInvocation[cluster]) {
            lastInvocation[cluster] = invocation;
            lastInvoked[cluster] = item;
        }
    }

    int count() {
        return count;
    }

    /** The operation of a cluster that ended first. */
    int firstCompleted(int cluster) {
        return firstCompleted[cluster];
    }

    /** The operation of a cluster that began last. */
    int lastInvoked(int cluster) {
        return lastInvoked[cluster];
    }

    /**
     * Puts the clusters in order, or finds two that contradict each other.
     *
     * @throws Deadline.PassedException if there was no answer before the deadline
     */
    Found order() {
        long[] forward = forwardZones();
        for (int i = 1; i < forward.length; i++) {
            if (overlap((int) forward[i - 1], (int) forward[i])) {
                return new Overlapping((int) forward[i - 1], (int) forward[i]);
            }
        }
        long[] places = new long[count];
        for (int cluster = 0; cluster < count; cluster++) {
            deadline.look(cluster);
            // Twice the position, so that there is room between two events.
            long place = 2L * firstCompletion[cluster];
            if (!isForward(cluster)) {
                place = 2L * lastInvocation[cluster];
                int around = latestBefore(forward, lastInvocation[cluster]);
                if (around != NONE && lastInvocation[around] > lastInvocation[cluster]) {
                    if (isWithin(cluster, around)) {
                        return new Overlapping(around, cluster);
                    }
                    place = 2L * lastInvocation[around] + 1;
                }
            }
            places[cluster] = sortable(place, cluster);
        }
        Arrays.sort(places);
        deadline.look(0);
        int[] clusters = Arrays.stream(places).mapToInt(place -> (int) place).toArray();
        return new InOrder(Order.of(clusters, count));
    }

    private boolean isForward(int cluster) {
        return firstCompletion[cluster] < lastInvocation[cluster];
    }

    /** Whether the later of two forward zones begins before the other ends. */
    private boolean overlap(int earlier, int later) {
        return firstCompletion[later] < lastInvocation[earlier];
    }

    /** Whether the backward zone, which begins within the forward one, ends there too. */
    private boolean isWithin(int backward, int forward) {
        return firstCompletion[backward] < lastInvocation[forward];
    }

    private long[] forwardZones() {
        long[] zones = new long[count];
        int found = 0;
        for (int cluster = 0; cluster < count; cluster++) {
            deadline.look(cluster);
            if (isForward(cluster)) {
                zones[found++] = sortable(firstCompletion[cluster] + 1, cluster);
            }
        }
        long[] sorted = Arrays.copyOf(zones, found);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The forward zone that is the last to begin before the position. */
    private static int latestBefore(long[] forward, int position) {
        int after = -1 - Arrays.binarySearch(forward, sortable(position + 1, -1));
        return after > 0 ? (int) forward[after - 1] : NONE;
    }

    private static long sortable(long key, int cluster) {
        return (key << Integer.SIZE) | (cluster & 0xFFFFFFFFL);
    }
}
