package next700.linearizability;

import java.util.Arrays;
import java.util.BitSet;

/**
 * When a queue or a stack is surely not empty: the union of the times at which its values are surely inside, which are
 * those from an event (inclusive) to another (exclusive); a value with no such time adds nothing.
 */
final class Occupancy {
    private final Passages passages;
    private final int[] values;
    private final int[] from;
    private final int[] until;
    private int spans;

    Occupancy(Passages passages) {
        this(passages, Passages.sortedBy(passages.putBy, passages.count));
    }

    /** The same where the values are already known in the order in which they are surely put in. */
    Occupancy(Passages passages, int[] byPutBy) {
        this.passages = passages;
        values = byPutBy;
        from = new int[values.length];
        until = new int[values.length];
        for (int value : values) {
            if (spans > 0 && passages.putBy[value] < until[spans - 1]) {
                until[spans - 1] = Math.max(until[spans - 1], passages.takenFrom[value]);
            } else {
                from[spans] = passages.putBy[value];
                until[spans++] = passages.takenFrom[value];
            }
        }
    }

    /** The first event from this one on after which it may be empty; {@link Passages#NEVER} if there is none. */
    int emptyFrom(int event) {
        int found = Arrays.binarySearch(from, 0, spans, event);
        int span = found >= 0 ? found : -2 - found;
        return span >= 0 && event < until[span] ? until[span] : event;
    }

    /** Few values that are surely inside, one after the other, from one event to another. */
    BitSet cover(int start, int end) {
        BitSet pattern = new BitSet();
        int covered = start;
        int next = 0;
        while (covered < end) {
            int longest = -1;
            while (next < values.length && passages.putBy[values[next]] <= covered) {
                if (longest < 0 || passages.takenFrom[values[next]] > passages.takenFrom[longest]) {
                    longest = values[next];
                }
                next++;
            }
            pattern.or(passages.operationsOn(longest));
            covered = passages.takenFrom[longest];
        }
        return pattern;
    }
}
