package next700.protocol.acceptors;

import next700.process.Group;
import next700.process.Threshold;

/**
 * {@code 2f + 1} acceptors, of which f may crash. How many of them choose a value is free, as long as any so many meet any that
 * answer a PREPARE (Howard, Malkhi and Spiegelman, Flexible Paxos, 2016); on the slides, a majority does both.
 *
 * @param acceptQuorum how many acceptors choose a value by accepting it; from 1 to f+1, so that it goes on while f are down
 */
public record Acceptors(int f, int acceptQuorum) implements Group {
    /** As many as anybody would configure. */
    public static final int MOST_F = 10;

    public Acceptors {
        if (f < 1 || f > MOST_F) {
            throw new IllegalArgumentException("f must be between 1 and " + MOST_F + ", not " + f);
        }
        if (acceptQuorum < 1 || acceptQuorum > f + 1) {
            throw new IllegalArgumentException(
                    "a value is chosen by 1 to f+1 = " + (f + 1) + " acceptors, not " + acceptQuorum);
        }
    }

    /** Majorities for both. */
    public static Acceptors majorities(int f) {
        return new Acceptors(f, f + 1);
    }

    /** So many answers to a PREPARE have among them one of any acceptors that chose a value. */
    @Threshold("n-q+1 promises")
    public int promises() {
        return size() - acceptQuorum + 1;
    }

    /** So many acceptors have chosen what they all accepted under one number. */
    @Threshold("q accepts")
    public int accepts() {
        return acceptQuorum;
    }

    @Override
    public int size() {
        return 2 * f + 1;
    }
}
