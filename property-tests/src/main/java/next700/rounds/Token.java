package next700.rounds;

import java.util.stream.IntStream;

/**
 * The token of moving sequencer and privilege-based protocols (thesis 2.3.2, 2.3.3): the next number to give, and for
 * each process up to which number it has received everything, by which acknowledgements are gathered.
 */
record Token(int holder, int ordered, int[] receivedUpTo) {
    static Token initial(int processes) {
        return new Token(0, 0, new int[processes]);
    }

    /** The token as its holder passes it on, having given some numbers itself and received all up to the last. */
    Token passedOn(int newlyOrdered) {
        int[] acks = receivedUpTo.clone();
        acks[holder] = ordered + newlyOrdered;
        return new Token((holder + 1) % acks.length, ordered + newlyOrdered, acks);
    }

    /** What all have received. */
    int stableUpTo() {
        return IntStream.of(receivedUpTo).min().orElseThrow();
    }
}
