package next700.protocol.lcr;

import java.util.Arrays;

/**
 * The fairness mechanism of thesis 2.5.2: whether it is this member's turn to send a message of its own, or the next
 * one of its forward queue. For each other member that has more to send it counts how far this member is ahead of it:
 * what it sent of its own, less what it forwarded of the other's.
 *
 * <p>In the text counts begin anew with every burst, and a burst is announced with its first message. Between two bursts
 * of a member that always has more to send nobody counts, and whoever is before the fullest link gains there: measured,
 * 31 %, 33 % and 36 % of three senders. So here every message announces how many follow it, and the counts go on for
 * as long as any do.
 *
 * <p>Another thing the text misses: a member whose link is idle sends, although that link is idle because another
 * member's messages are held up elsewhere, behind this member's. So one link is loaded, the others are not, and that
 * other member stays behind for ever (measured: 21 %, 40 %, 40 % of three). Therefore nobody goes more than
 * {@link #LEAD} messages ahead of a member that has more to send, whatever is at the head of the queue. All that always
 * have more then stay within that many of one another.
 */
final class Turns {
    /** Enough that what is on its way around a ring is more than what its links hold. */
    static final int LEAD = 8;

    private final int[] lead;
    private final boolean[] hasMore;

    Turns(int members) {
        lead = new int[members];
        hasMore = new boolean[members];
    }

    /** A message of another member leaves the forward queue; so many are behind it at its sender. */
    void passed(int origin, int following) {
        lead[origin] = Math.max(0, lead[origin] - 1);
        hasMore[origin] = following > 0;
        if (!hasMore[origin]) {
            lead[origin] = 0;
        }
    }

    /** The process has initiated no more broadcasts than the other member since that one has had more to send. */
    boolean isOwn(int origin) {
        return lead[origin] == 0;
    }

    /** The process has initiated far more broadcasts than some member that has more to send. */
    boolean isAhead() {
        return Arrays.stream(lead).anyMatch(ahead -> ahead > LEAD);
    }

    /** The process sends a message of its own, with the next message of another member at the head of its queue. */
    void ownSent(int head) {
        for (int origin = 0; origin < lead.length; origin++) {
            if (hasMore[origin] || origin == head) {
                lead[origin]++;
            }
        }
    }
}
