package next700.rounds;

/**
 * The token of moving sequencer and privilege-based protocols (thesis 2.3.2, 2.3.3): the next number to give, and for
 * each process up to which number it has received everything, by which acknowledgements are gathered.
 */
record Token(int holder, int ordered, Counts receivedUpTo) {
    static Token initial(int processes) {
        return new Token(0, 0, Counts.of(new int[processes]));
    }

    /** The token as it is after its holder, having received all up to the last, gave so many numbers. */
    Token after(int newlyOrdered) {
        return new Token(holder, ordered + newlyOrdered, receivedUpTo.with(holder, ordered + newlyOrdered));
    }

    Token passedOn() {
        return new Token((holder + 1) % receivedUpTo.size(), ordered, receivedUpTo);
    }

    /** What all have received. */
    int stableUpTo() {
        return receivedUpTo.least();
    }
}
