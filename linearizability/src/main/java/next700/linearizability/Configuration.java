package next700.linearizability;

import java.util.Arrays;

/**
 * A point of the search: which items have been placed, and the state they lead to. From equal configurations the same
 * can be reached, so each is explored once (Lowe, "Testing for linearizability", CCPE 2017, section 4).
 *
 * <p>Every required item before {@code base} has been placed, and none that was invoked after the answer to one that
 * is missing: what differs between configurations lies in a window as wide as the concurrency of the history, and only
 * that is kept.
 */
final class Configuration {
    private final Object state;
    private final int base;
    private final long[] placed;
    private final int hash;

    /**
     * A configuration that keeps the array.
     *
     * @param state the state reached
     * @param base the number of the first required item that is missing
     * @param placed a bit for each optional item, then, word by word, one for each required item of the window
     */
    Configuration(Object state, int base, long[] placed) {
        this.state = state;
        this.base = base;
        this.placed = placed;
        this.hash = (state.hashCode() * 31 + base) * 0x9E3779B1 + Arrays.hashCode(placed);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Configuration other
                && hash == other.hash
                && base == other.base
                && Arrays.equals(placed, other.placed)
                && state.equals(other.state);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
