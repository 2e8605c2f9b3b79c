package next700.proof;

import java.util.function.ToIntFunction;
import next700.protocol.abstraction.ByzantineGroup;

/**
 * A number of replicas that grows with the faults to be tolerated, and with the number n of all: {@code replicas * n + slope * f +
 * constant}.
 */
public record Size(int replicas, int slope, int constant) {
    /** That does not depend on n. */
    public Size(int slope, int constant) {
        this(0, slope, constant);
    }

    /**
     * The size that the implementation uses, read off it: what is proved is proved of the code.
     *
     * @throws IllegalArgumentException if it does not grow evenly with f
     */
    public static Size of(ToIntFunction<ByzantineGroup> threshold) {
        int constant = threshold.applyAsInt(new ByzantineGroup(0));
        int slope = threshold.applyAsInt(new ByzantineGroup(1)) - constant;
        for (int f = 0; f <= ByzantineGroup.MAX_FAULTS; f++) {
            if (threshold.applyAsInt(new ByzantineGroup(f)) != slope * f + constant) {
                throw new IllegalArgumentException("not of the form a * f + b: it is "
                        + threshold.applyAsInt(new ByzantineGroup(f)) + " where f = " + f);
            }
        }
        return new Size(slope, constant);
    }

    public Size plus(int more) {
        return new Size(replicas, slope, constant + more);
    }

    /** For instance {@code n+2f+1}. */
    @Override
    public String toString() {
        String sum = term(replicas, "n", "") + term(slope, "f", replicas == 0 ? "" : "+");
        if (sum.isEmpty()) {
            return Integer.toString(constant);
        }
        return constant == 0 ? sum : sum + (constant > 0 ? "+" : "") + constant;
    }

    private static String term(int times, String unknown, String plus) {
        return switch (times) {
            case 0 -> "";
            case 1 -> plus + unknown;
            case -1 -> "-" + unknown;
            default -> (times > 0 ? plus : "") + times + unknown;
        };
    }
}
