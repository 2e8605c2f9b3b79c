package next700.trial;

import java.util.SplittableRandom;

/**
 * Fills tapes for a campaign: swarm testing. Each run first draws what it is about: how wild its network is and in
 * which way, which attacks and lies it knows, how often the adversary acts. Runs that do a few things often reach
 * further than runs that do everything sometimes.
 */
public final class Swarm implements Strategy {
    /** How the network of a run misbehaves. */
    private enum Weather {
        /** Everything in time. */
        CALM,
        /** Every message meets its own fate. */
        RANDOM_WALK,
        /** A few messages, no more, meet a fate: most bugs need but a few untimely messages. */
        FEW_DELAYS,
        /** Some links are slow or dead, and stay so: the priorities of PCT, for links. */
        SLOW_LINKS
    }

    private static final Weather[] WEATHERS = Weather.values();
    private static final double[] NETWORK_RATES = {0.03, 0.1, 0.3, 0.6};
    private static final double[] ATTACK_RATES = {0.0, 0.05, 0.15, 0.4};
    private static final double[] LIE_RATES = {0.0, 0.4, 0.8, 1.0};
    private static final double[] SHAPE_RATES = {0.3, 0.6, 0.9};
    private static final int MAX_DELAYED = 4;
    private static final int ATTEMPTS = 4;

    private final SplittableRandom random;
    private final long salt;
    private final Weather weather;
    private final double networkRate;
    private final double attackRate;
    private final double lieRate;
    private final double shapeRate;
    private final int rarity;
    private int delaysLeft;

    private Swarm(SplittableRandom random) {
        this.random = random;
        this.salt = random.nextLong();
        this.weather = WEATHERS[random.nextInt(WEATHERS.length)];
        this.networkRate = pick(NETWORK_RATES);
        this.attackRate = pick(ATTACK_RATES);
        this.lieRate = pick(LIE_RATES);
        this.shapeRate = pick(SHAPE_RATES);
        this.rarity = 1 + random.nextInt(4);
        this.delaysLeft = 1 + random.nextInt(MAX_DELAYED);
    }

    /** The strategy of one run of a campaign. */
    public static Swarm ofRun(long seed, long run) {
        return new Swarm(new SplittableRandom(mix(seed ^ mix(run))));
    }

    @Override
    public int draw(int bound, Decision decision, String label) {
        return switch (decision) {
            case OPTION -> random.nextInt(bound);
            case INVOCATION, COIN -> random.nextInt(bound);
            case NETWORK -> drawFate(bound, label);
            case ATTACK -> random.nextDouble() < attackRate ? favourite(bound, label) : 0;
            case LIE -> random.nextDouble() < lieRate ? favourite(bound, label) : 0;
            case SHAPE -> random.nextDouble() < shapeRate ? 1 + random.nextInt(bound - 1) : 0;
        };
    }

    private int drawFate(int bound, String link) {
        return switch (weather) {
            case CALM -> 0;
            case RANDOM_WALK -> random.nextDouble() < networkRate ? favourite(bound, "fate") : 0;
            case FEW_DELAYS -> drawOneOfFew(bound);
            case SLOW_LINKS -> drawCharacter(bound, link);
        };
    }

    private int drawOneOfFew(int bound) {
        if (delaysLeft == 0 || random.nextDouble() >= networkRate / 2) {
            return 0;
        }
        delaysLeft--;
        return 1 + random.nextInt(bound - 1);
    }

    /** A link is the same nearly all the time. */
    private int drawCharacter(int bound, String link) {
        long character = mix(salt ^ link.hashCode());
        boolean slow = Math.floorMod(character, 4) == 0;
        return slow && random.nextDouble() < 0.9 ? 1 + Math.floorMod(character >>> 8, bound - 1) : 0;
    }

    /** One of the alternatives that this run knows; 0 is not among them. */
    private int favourite(int bound, String label) {
        int choice = 1 + random.nextInt(bound - 1);
        for (int i = 0; i < ATTEMPTS && !knows(choice, label); i++) {
            choice = 1 + random.nextInt(bound - 1);
        }
        return choice;
    }

    private boolean knows(int choice, String label) {
        return Math.floorMod(mix(salt ^ (31L * label.hashCode() + choice)), rarity) == 0;
    }

    private double pick(double[] rates) {
        return rates[random.nextInt(rates.length)];
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
