package next700.model.trace;

import java.util.List;

/**
 * A view of LCR in a {@link RingTrace}.
 *
 * @param ring its members, numbers, in their order on the ring, which must be that of the numbers
 * @param parties who takes part in the change to it: its members, and those who leave with it
 */
public record RingView(List<Integer> ring, List<Integer> parties) {
    public RingView {
        ring = List.copyOf(ring);
        parties = List.copyOf(parties);
        if (!ring.equals(ring.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("the members of a view are not in the order of their numbers: " + ring);
        }
        if (!parties.containsAll(ring)) {
            throw new IllegalArgumentException("members of the view " + ring + " take no part in it: " + parties);
        }
    }
}
