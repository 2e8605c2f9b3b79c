package next700.cli.quorums;

import java.util.Locale;
import java.util.SplittableRandom;
import next700.quorums.Listed;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;

/**
 * How probable it is that no quorum is left: exactly where the sets of servers can be counted, elsewhere from samples.
 *
 * @param error with 95 % confidence the probability is no farther away than this (Hoeffding's inequality); 0 if it is exact
 */
record FailureProbability(double value, double error) {
    private static final int SAMPLES = 400_000;
    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 1;

    static FailureProbability of(QuorumSystem system, double p) {
        if (system instanceof Listed && system.servers() > Listed.MOST_COUNTED) {
            return sampled(system, p);
        }
        return new FailureProbability(system.profile().failureProbability(p), 0);
    }

    private static FailureProbability sampled(QuorumSystem system, double p) {
        SplittableRandom random = new SplittableRandom(SEED);
        int failed = 0;
        for (int i = 0; i < SAMPLES; i++) {
            ServerSet up = ServerSet.EMPTY;
            for (int server = 0; server < system.servers(); server++) {
                up = random.nextDouble() < p ? up : up.with(server);
            }
            failed += system.isQuorum(up) ? 0 : 1;
        }
        return new FailureProbability(
                failed / (double) SAMPLES, Math.sqrt(Math.log(2 / (1 - CONFIDENCE)) / (2.0 * SAMPLES)));
    }

    @Override
    public String toString() {
        return error == 0
                ? String.format(Locale.ROOT, "%.3e", value)
                : String.format(Locale.ROOT, "%.4f ± %.4f", value, error);
    }
}
