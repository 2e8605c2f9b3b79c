package next700.trial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;

/**
 * Makes a failing schedule small: deletes stretches of the tape, zeroes them, lowers choices, as long as the run still
 * violates the same property. Small means few choices that are not boring, then few events. It knows nothing of what is
 * simulated.
 */
public final class TapeShrinker {
    /**
     * A run of a tape.
     *
     * @param tape what the run drew of it
     * @param fails whether it violates the property
     */
    public record Trial(Tape tape, boolean fails, int events, int messages) {}

    private static final int MAX_REPLAYS = 4_000;

    /** Of all replays together: what comes of it must not depend on how fast they are. */
    private static final long MAX_EVENTS = 10_000_000;

    private static final Comparator<Trial> SIZE = Comparator.<Trial>comparingInt(
                    run -> run.tape().weight())
            .thenComparingInt(Trial::events)
            .thenComparingInt(Trial::messages)
            .thenComparingInt(run -> run.tape().length())
            .thenComparingInt(run -> Arrays.stream(run.tape().toArray()).sum());

    private final Function<Tape, Trial> replay;
    private Trial best;
    private int replays;
    private long events;

    private TapeShrinker(Function<Tape, Trial> replay, Tape tape) {
        this.replay = replay;
        this.best = replay.apply(tape);
        if (!best.fails()) {
            throw new IllegalArgumentException("the schedule does not violate the property");
        }
    }

    /**
     * Shrinks a schedule.
     *
     * @param replay runs a tape
     * @throws IllegalArgumentException if the tape's run does not violate the property
     */
    public static Tape shrink(Function<Tape, Trial> replay, Tape tape) {
        TapeShrinker shrinker = new TapeShrinker(replay, tape);
        shrinker.shrink();
        return shrinker.best.tape();
    }

    private void shrink() {
        Trial before;
        do {
            before = best;
            edit(this::without);
            edit(this::zeroed);
            lower();
        } while (SIZE.compare(best, before) < 0 && !isExhausted());
    }

    private boolean isExhausted() {
        return replays >= MAX_REPLAYS || events >= MAX_EVENTS;
    }

    /** Makes a tape out of another, of which it changes a stretch. */
    private interface Edit {
        int[] apply(int[] choices, int from, int to);
    }

    private int[] without(int[] choices, int from, int to) {
        int[] shorter = Arrays.copyOf(choices, choices.length - (to - from));
        System.arraycopy(choices, to, shorter, from, choices.length - to);
        return shorter;
    }

    private int[] zeroed(int[] choices, int from, int to) {
        int[] boring = choices.clone();
        Arrays.fill(boring, from, to, 0);
        return boring;
    }

    private void edit(Edit edit) {
        for (int size = Math.max(1, best.tape().length() / 2); size >= 1; size /= 2) {
            int from = best.tape().length() - size;
            while (from > -size && !isExhausted()) {
                int[] choices = best.tape().toArray();
                int start = Math.max(0, Math.min(from, choices.length));
                int end = Math.min(choices.length, from + size);
                if (start < end && hasInteresting(choices, start)) {
                    attempt(edit.apply(choices, start, end));
                }
                from -= size;
            }
        }
    }

    private static boolean hasInteresting(int[] choices, int from) {
        return Arrays.stream(choices, from, choices.length).anyMatch(choice -> choice != 0);
    }

    private void lower() {
        for (int i = best.tape().length() - 1; i >= 0 && !isExhausted(); i--) {
            int choice = best.tape().at(i);
            for (int lower = 0; lower < choice && !isExhausted(); lower++) {
                int[] choices = best.tape().toArray();
                if (i >= choices.length) {
                    break;
                }
                choices[i] = lower;
                if (attempt(choices)) {
                    break;
                }
            }
        }
    }

    private boolean attempt(int[] choices) {
        replays++;
        Trial run = replay.apply(Tape.of(choices));
        events += run.events();
        if (run.fails() && SIZE.compare(run, best) < 0) {
            best = run;
            return true;
        }
        return false;
    }
}
