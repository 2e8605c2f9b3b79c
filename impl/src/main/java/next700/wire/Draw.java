package next700.wire;

import java.util.Optional;
import java.util.SplittableRandom;

/** A value that is being drawn. */
final class Draw {
    /** Beyond it, values of types that contain their own kind are as simple as they get. */
    private static final int DEEP = 4;

    private static final int USUAL_ITEMS = 4;
    private static final int USUAL_BYTES = 24;
    private static final int FARTHEST = Choices.MAX_BOUND * Choices.MAX_BOUND;

    private final Choices choices;
    private final Memories memories = new Memories();
    private int depth;

    Draw(Choices choices) {
        this.choices = choices;
    }

    /** One of any number of alternatives. */
    int below(int bound) {
        int most = Choices.MAX_BOUND;
        if (bound <= 1 || depth > DEEP) {
            return 0;
        }
        return bound <= most
                ? choices.below(bound)
                : (int) ((long) below(bound / most + 1) * most + choices.below(most)) % bound;
    }

    <T> Optional<T> known(Class<T> type) {
        return choices.known(type);
    }

    /** A number in a range: mostly near its beginning, sometimes its end. */
    long number(long min, long max) {
        return switch (below(16)) {
            case 0 -> min;
            case 1 -> max;
            case 2, 3 -> min + within(below(FARTHEST), max - min);
            default -> min + within(below(Choices.MAX_BOUND), max - min);
        };
    }

    private static long within(long value, long span) {
        return span < 0 ? value : Math.min(value, span); // A negative span is one beyond 63 bits.
    }

    /** How many elements, or bytes. */
    int size(long min, long max, boolean ofBytes) {
        return (int) (min + within(below(ofBytes ? USUAL_BYTES : USUAL_ITEMS), max - min));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        int seed = below(FARTHEST);
        if (seed > 0) {
            new SplittableRandom(seed).nextBytes(bytes);
        }
        return bytes;
    }

    void enter() {
        depth++;
    }

    void leave() {
        depth--;
    }

    /** What forms remember of the value. */
    Memories memories() {
        return memories;
    }
}
