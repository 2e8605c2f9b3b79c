package next700.protocol.lcr;

/**
 * The fairness mechanism of thesis 2.5.2: whether it is this member's turn to send a message of its own, or the next
 * one of its forward queue. It counts, for each other member, the messages of its current burst that left the forward
 * queue, and the own messages sent since that burst began.
 *
 * <p>Two things the text leaves open. A message that is alone is a burst of one here: without any burst both counts
 * would stay 0, and a busy member would never forward it. And a burst begins when its first message comes to the head
 * of the forward queue, and is counted as messages leave it: counted as they arrive, a long burst would let the member
 * send as many messages of its own before it forwards the first.
 *
 * <p>And one thing that it misses: a member whose link is idle sends, although that link is idle because another
 * member's messages are held up elsewhere, behind this member's. So one link is loaded, the others are not, and that
 * other member stays behind for ever (measured: 21 %, 40 %, 40 % of three). Therefore nobody goes more than
 * {@link #LEAD} messages ahead of a member that is in the middle of a burst, whatever is at the head of the queue.
 */
final class Turns {
    private static final int LEAD = 8;

    private final int[] burst;
    private final long[] received;
    private final long[] sent;
    private int ownLeft;

    Turns(int members) {
        burst = new int[members];
        received = new long[members];
        sent = new long[members];
    }

    /** A message of another member comes to the head of the forward queue. */
    void begin(int origin, int announced) {
        if (announced > 0) {
            burst[origin] = announced;
            keepLead(origin);
        }
    }

    /** The process initiated fewer broadcasts than the other member since that one's burst began, or as many. */
    boolean isOwn(int origin) {
        return received[origin] >= sent[origin];
    }

    /** The process has initiated far more broadcasts than some member since that one's burst began. */
    boolean isAhead() {
        for (int origin = 0; origin < burst.length; origin++) {
            if (burst[origin] > 0 && sent[origin] > received[origin] + LEAD) {
                return true;
            }
        }
        return false;
    }

    /** A message of another member leaves the forward queue. */
    void passed(int origin) {
        received[origin]++;
        if (received[origin] >= burst[origin]) {
            burst[origin] = 0;
            keepLead(origin);
        }
    }

    /** From burst to burst the counts begin anew; who was ahead stays so, or it would gain a little with every burst. */
    private void keepLead(int origin) {
        sent[origin] = Math.max(0, sent[origin] - received[origin]);
        received[origin] = 0;
    }

    /**
     * The process sends a message of its own.
     *
     * @param waiting how many there are, this one included
     * @return what to announce with it: the size of the burst that it begins, or 0 if it is part of one
     */
    int ownSent(int waiting) {
        for (int origin = 0; origin < sent.length; origin++) {
            if (burst[origin] > 0) {
                sent[origin]++;
            }
        }
        int announced = 0;
        if (ownLeft == 0) {
            announced = waiting;
            ownLeft = waiting;
        }
        ownLeft--;
        return announced;
    }
}
