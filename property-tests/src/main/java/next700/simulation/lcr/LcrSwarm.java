package next700.simulation.lcr;

import java.util.SplittableRandom;
import next700.trial.Decision;
import next700.trial.Strategy;

/** Fills tapes for a campaign on LCR: each run first draws how wild its network is, and what it has faults of. */
final class LcrSwarm implements Strategy {
    private static final double[] DELAY_RATES = {0.0, 0.05, 0.2, 0.5, 0.8};
    private static final double[] OPTION_RATES = {0.5, 0.8, 1.0};

    private final SplittableRandom random;
    private final double delayRate;
    private final double optionRate;
    private final boolean slowLinks;
    private final long salt;

    private LcrSwarm(SplittableRandom random) {
        this.random = random;
        this.delayRate = DELAY_RATES[random.nextInt(DELAY_RATES.length)];
        this.optionRate = OPTION_RATES[random.nextInt(OPTION_RATES.length)];
        this.slowLinks = random.nextInt(3) == 0;
        this.salt = random.nextLong();
    }

    /** The strategy of one run of a campaign. */
    static LcrSwarm ofRun(long seed, long run) {
        SplittableRandom mixer = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + run);
        return new LcrSwarm(new SplittableRandom(mixer.nextLong()));
    }

    @Override
    public int draw(int bound, Decision decision, String label) {
        if (decision == Decision.NETWORK) {
            return isSlow(label) || random.nextDouble() < delayRate ? 1 + random.nextInt(bound - 1) : 0;
        }
        return random.nextDouble() < optionRate ? random.nextInt(bound) : 0;
    }

    /** In some runs a third of the links is slow, and stays so. */
    private boolean isSlow(String link) {
        return slowLinks && Math.floorMod((link.hashCode() * 31L) ^ salt, 3) == 0;
    }
}
