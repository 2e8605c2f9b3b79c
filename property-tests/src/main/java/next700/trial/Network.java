package next700.trial;

import java.util.List;

/** How links behave; the tape draws what becomes of each message, and the first alternative is the boring one. */
public sealed interface Network {
    /**
     * Links that lose, delay, duplicate and reorder.
     *
     * @param delays in units of virtual time; messages with different delays overtake one another
     * @param secondCopies the delays of what arrives a second time
     * @param arrow between the names of its ends, the name of a link, by which a strategy knows it
     */
    record Lossy(List<Long> delays, List<Long> secondCopies, String arrow) implements Network {}

    /** Links that delay, and deliver in order, until they break for ever, which both ends notice. */
    record Fifo(List<Long> delays) implements Network {}

    /** What becomes of what is under way when a link breaks. */
    enum Fate {
        /** All of it arrives. */
        ARRIVES,
        /** All of it is lost. */
        LOST,
        /** The first half arrives. */
        HALF,
        /** The tape draws for each receiver whether it arrives. */
        BY_RECEIVER
    }
}
