package next700.transactions;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import next700.linearizability.Deadline;

/**
 * As few transactions, reads and writes as there can be without an order of events that explains them: parts are left
 * out as long as there is none (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE
 * 2002). Whatever explains all, explains what is left; so nothing that was left out could have helped. None of what is
 * left can be left out.
 */
final class Core {
    /** How long one attempt may take; if it takes longer, the part stays. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final Observations facts;
    private final Isolation isolation;
    private final Ordering ordering;
    private final Deadline deadline;
    private final boolean[] transactions;
    private final boolean[] reads;
    private final boolean[] writes;

    /**
     * The core among transactions that are involved.
     *
     * @param deadline after which what has been found is taken
     */
    static Observations of(
            Observations facts, Isolation isolation, Ordering ordering, BitSet involved, Deadline deadline) {
        Core core = new Core(facts, isolation, ordering, deadline);
        for (int i = 0; i < core.transactions.length; i++) {
            core.transactions[i] = involved.get(i);
        }
        if (!core.isContradictory()) {
            throw new IllegalStateException("what is involved in a contradiction can be explained");
        }
        core.shrink();
        return core.rest();
    }

    private Core(Observations facts, Isolation isolation, Ordering ordering, Deadline deadline) {
        this.facts = facts;
        this.isolation = isolation;
        this.ordering = ordering;
        this.deadline = deadline;
        transactions = all(facts.size());
        reads = all(facts.reads());
        writes = all(facts.writes());
    }

    private static boolean[] all(int count) {
        boolean[] all = new boolean[count];
        Arrays.fill(all, true);
        return all;
    }

    private Observations rest() {
        return facts.only(transactions, reads, writes);
    }

    private void shrink() {
        boolean smaller = true;
        while (smaller) {
            smaller = shrink(transactions, indexes(transactions));
            smaller |= shrink(reads, ofTransactions(reads, true));
            smaller |= shrink(writes, ofTransactions(writes, false));
        }
    }

    private static int[] indexes(boolean[] kept) {
        IntList indexes = new IntList();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                indexes.add(i);
            }
        }
        return indexes.toArray();
    }

    private int[] ofTransactions(boolean[] kept, boolean areReads) {
        return Arrays.stream(indexes(kept))
                .filter(i -> transactions[areReads ? facts.reader(i) : facts.writer(i)])
                .toArray();
    }

    /** Leaves out halves, quarters, and so on, down to single ones; whether anything went. */
    private boolean shrink(boolean[] kept, int[] candidates) {
        boolean smaller = false;
        for (int size = Math.max(1, candidates.length / 2); size >= 1; size /= 2) {
            for (int from = 0; from < candidates.length && !deadline.isPassed(); from += size) {
                int[] part = Arrays.stream(candidates, from, Math.min(candidates.length, from + size))
                        .filter(i -> kept[i])
                        .toArray();
                set(kept, part, false);
                if (part.length > 0 && isContradictory()) {
                    smaller = true;
                } else {
                    set(kept, part, true);
                }
            }
        }
        return smaller;
    }

    private static void set(boolean[] kept, int[] part, boolean value) {
        for (int i : part) {
            kept[i] = value;
        }
    }

    private boolean isContradictory() {
        try {
            return OrderSearch.of(rest(), isolation, ordering, Long.MAX_VALUE, Deadline.in(ATTEMPT))
                    .run()
                    .isEmpty();
        } catch (Deadline.PassedException e) {
            return false;
        }
    }
}
