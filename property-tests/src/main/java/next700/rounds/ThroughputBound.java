package next700.rounds;

/** Theorem 2.5.1: the most that any broadcast protocol completes in a round, on average. */
public final class ThroughputBound {
    private ThroughputBound() {}

    /**
     * n/(n-1) if all broadcast, and 1 otherwise.
     *
     * @param processes n, at least 2
     * @param senders how many of them broadcast all the time
     */
    public static Rational of(int processes, int senders) {
        return senders == processes ? new Rational(processes, processes - 1) : Rational.of(1);
    }
}
