package next700.proof;

import java.util.function.ToIntFunction;
import next700.protocol.abstraction.ByzantineGroup;

/** A number of replicas that grows with the faults to be tolerated: {@code slope * f + constant}. */
public record Size(int slope, int constant) {
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
        return new Size(slope, constant + more);
    }

    /** For instance {@code 2f+1}. */
    @Override
    public String toString() {
        if (slope == 0) {
            return Integer.toString(constant);
        }
        String multiple = (slope == 1 ? "" : slope) + "f";
        return constant == 0 ? multiple : multiple + (constant > 0 ? "+" : "") + constant;
    }
}
