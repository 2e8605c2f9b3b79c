package next700.protocol.abstraction;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Digest;

/**
 * What a step of a total order says of sequence numbers.
 *
 * @param view the view in which it says so
 * @param base the number up to which everything is settled for who says so, and not spoken of any more
 * @param batches what stands at which number above it
 */
public record Placement(long view, long base, SortedMap<Long, Digest> batches) {
    public Placement {
        batches = Collections.unmodifiableSortedMap(new TreeMap<>(batches));
    }

    /** Of one batch at one number. */
    public static Placement of(long view, long base, long number, Digest batch) {
        SortedMap<Long, Digest> batches = new TreeMap<>();
        batches.put(number, batch);
        return new Placement(view, base, batches);
    }

    /** That nothing stands anywhere, or nothing that matters. */
    public static Placement empty(long view, long base) {
        return new Placement(view, base, Collections.emptySortedMap());
    }
}
