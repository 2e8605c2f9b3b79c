package next700.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a run takes every nondeterministic decision from: a prescribed tape first, then whatever the strategy draws.
 * It records what was drawn, so that a random run becomes a tape that replays it exactly.
 *
 * <p>0 is always the boring choice: a tape of zeros is the run in which nothing goes wrong.
 */
public final class ChoiceTape {
    /** A choice fits one character of a tape's text. */
    public static final int MAX_BOUND = 64;

    /** A choice as it was drawn. */
    public record Drawn(int index, int choice, int bound, Decision decision, String label) {
        @Override
        public String toString() {
            return decision + " " + label + " = " + choice + " of " + bound;
        }
    }

    private static final int INITIAL_CAPACITY = 128;

    private final Tape prescribed;
    private final Strategy strategy;
    private int[] choices = new int[INITIAL_CAPACITY];
    private byte[] bounds = new byte[INITIAL_CAPACITY];
    private Decision[] decisions = new Decision[INITIAL_CAPACITY];
    private String[] labels = new String[INITIAL_CAPACITY];
    private int length;

    private ChoiceTape(Tape prescribed, Strategy strategy) {
        this.prescribed = prescribed;
        this.strategy = strategy;
    }

    /** Replays a tape; past its end everything is boring. */
    public static ChoiceTape replaying(Tape tape) {
        return new ChoiceTape(tape, Strategy.BORING);
    }

    /** Fills a tape as the run asks for choices. */
    public static ChoiceTape filledBy(Strategy strategy) {
        return new ChoiceTape(Tape.EMPTY, strategy);
    }

    /** Chooses one of {@code bound} alternatives. Where there is but one, nothing is drawn. */
    public int choose(int bound, Decision decision, String label) {
        if (bound <= 1) {
            return 0;
        }
        if (bound > MAX_BOUND) {
            throw new IllegalArgumentException("at most " + MAX_BOUND + " alternatives, not " + bound);
        }
        int choice =
                length < prescribed.length() ? prescribed.at(length) % bound : strategy.draw(bound, decision, label);
        record(choice, bound, decision, label);
        return choice;
    }

    private void record(int choice, int bound, Decision decision, String label) {
        if (length == choices.length) {
            int capacity = 2 * length;
            choices = Arrays.copyOf(choices, capacity);
            bounds = Arrays.copyOf(bounds, capacity);
            decisions = Arrays.copyOf(decisions, capacity);
            labels = Arrays.copyOf(labels, capacity);
        }
        choices[length] = choice;
        bounds[length] = (byte) bound;
        decisions[length] = decision;
        labels[length] = label;
        length++;
    }

    /** What was drawn so far, as a tape. */
    public Tape tape() {
        return Tape.of(Arrays.copyOf(choices, length));
    }

    /** The choices so far that were not boring, with what they decided. */
    public List<Drawn> interesting() {
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            if (choices[i] != 0) {
                drawn.add(new Drawn(i, choices[i], bounds[i], decisions[i], labels[i]));
            }
        }
        return drawn;
    }
}
