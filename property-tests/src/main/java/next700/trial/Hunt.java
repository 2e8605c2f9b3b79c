package next700.trial;

/**
 * How long a campaign looks for what a lost guard lets happen.
 *
 * @param subject under which runs come to the guard most often
 * @param seed of the campaign
 * @param first the number of the first run
 * @param runs at most this many
 */
public record Hunt(Subject subject, long seed, long first, long runs) {
    private static final long USUAL_RUNS = 20_000;

    /** One that most guards are missed in. */
    public static Hunt in(Subject subject) {
        return new Hunt(subject, 1, 0, USUAL_RUNS);
    }

    public Hunt withSeed(long other) {
        return new Hunt(subject, other, first, runs);
    }

    public Hunt of(long atMost) {
        return new Hunt(subject, seed, first, atMost);
    }

    public Hunt from(long number) {
        return new Hunt(subject, seed, number, runs);
    }
}
