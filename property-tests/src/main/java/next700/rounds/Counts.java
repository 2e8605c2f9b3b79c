package next700.rounds;

import java.util.stream.IntStream;

/** A number for each process, as a message carries it: a vector clock, or up to where each has received. */
final class Counts {
    private final int[] counts;

    private Counts(int[] counts) {
        this.counts = counts;
    }

    static Counts of(int... counts) {
        return new Counts(counts.clone());
    }

    int at(int process) {
        return counts[process];
    }

    int size() {
        return counts.length;
    }

    int least() {
        return IntStream.of(counts).min().orElseThrow();
    }

    Counts with(int process, int count) {
        Counts changed = of(counts);
        changed.counts[process] = count;
        return changed;
    }
}
