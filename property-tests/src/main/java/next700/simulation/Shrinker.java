package next700.simulation;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Makes a failing schedule small: deletes stretches of the tape, zeroes them, lowers choices, as long as the run still
 * violates the same property. Small means few choices that are not boring, then few events.
 */
public final class Shrinker {
    /** A run that violates the property, and what it took to find it. */
    public record Shrunk(RunResult run, int replays) {}

    private static final int MAX_REPLAYS = 4_000;

    private static final Comparator<RunResult> SIZE = Comparator.<RunResult>comparingInt(
                    run -> run.tape().weight())
            .thenComparingInt(run -> run.events().size())
            .thenComparingInt(run -> run.flights().size())
            .thenComparingInt(run -> run.tape().length())
            .thenComparingInt(run -> Arrays.stream(run.tape().toArray()).sum());

    private final Arena arena;
    private final String property;
    private RunResult best;
    private int replays;

    private Shrinker(Arena arena, Tape tape, String property) {
        this.arena = arena;
        this.property = property;
        this.best = Simulation.replayUntil(arena, tape, property);
        if (!best.violates(property)) {
            throw new IllegalArgumentException("the schedule does not violate " + property);
        }
    }

    /**
     * Shrinks a schedule.
     *
     * @throws IllegalArgumentException if its run does not violate the property
     */
    public static Shrunk shrink(Arena arena, Tape tape, String property) {
        Shrinker shrinker = new Shrinker(arena, tape, property);
        shrinker.shrink();
        return new Shrunk(shrinker.best, shrinker.replays);
    }

    private void shrink() {
        RunResult before;
        do {
            before = best;
            edit(this::without);
            edit(this::zeroed);
            lower();
        } while (SIZE.compare(best, before) < 0 && !isExhausted());
    }

    private boolean isExhausted() {
        return replays >= MAX_REPLAYS;
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
        RunResult run = Simulation.replayUntil(arena, Tape.of(choices), property);
        if (run.violates(property) && SIZE.compare(run, best) < 0) {
            best = run;
            return true;
        }
        return false;
    }
}
