package next700.protocol.lcr;

import next700.protocol.lcr.LcrMessage.Data;

/**
 * The total order on the messages of a view (thesis 2.4.1): the order in which the last member of the ring receives
 * them, told from their clocks.
 */
final class RingOrder {
    private RingOrder() {}

    /**
     * Whether one message comes before another. The text defines it where the first one's sender stands before the
     * other's on the ring, and where they are the same; for the rest to be an order it must be the converse.
     */
    static boolean precedes(Data first, Data second) {
        int i = first.origin();
        int j = second.origin();
        if (i == j) {
            return first.sequence() < second.sequence();
        }
        return i < j ? isKnownTo(first, second) : !isKnownTo(second, first);
    }

    /** The sender of {@code later} had received {@code earlier} when it sent {@code later}. */
    private static boolean isKnownTo(Data earlier, Data later) {
        return earlier.clock().at(earlier.origin()) <= later.clock().at(earlier.origin());
    }
}
