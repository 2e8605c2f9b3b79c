package next700.transactions;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import next700.linearizability.Deadline;

/**
 * As few transactions, reads and writes as there can be without an order of events that explains them: one after the
 * other is left out as long as there is none, and with it all on which the contradiction does not rest any more. Whatever
 * explains all, explains what is left; so nothing that was left out could have helped. None of what is left can be left
 * out, unless the time was over.
 */
final class Core {
    /** How long one attempt may take; if it takes longer, the part stays. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final Isolation isolation;
    private final Ordering ordering;
    private final Deadline deadline;
    private Observations rest;

    /**
     * A core of what has no order.
     *
     * @param deadline after which what has been found is taken
     */
    static Observations of(Observations facts, Isolation isolation, Ordering ordering, Deadline deadline) {
        Core core = new Core(facts, isolation, ordering, deadline);
        core.rest = core.involved(facts)
                .orElseThrow(() -> new IllegalStateException("what is involved in a contradiction can be explained"));
        core.shrink();
        return core.rest;
    }

    private Core(Observations facts, Isolation isolation, Ordering ordering, Deadline deadline) {
        this.rest = facts;
        this.isolation = isolation;
        this.ordering = ordering;
        this.deadline = deadline;
    }

    private void shrink() {
        boolean smaller = true;
        while (smaller && !deadline.isPassed()) {
            smaller = false;
            for (int i = rest.size() - 1; i >= 0; i--) {
                smaller |= i < rest.size() && leavesOut(i, -1, -1);
            }
            for (int i = rest.reads() - 1; i >= 0; i--) {
                smaller |= i < rest.reads() && leavesOut(-1, i, -1);
            }
            for (int i = rest.writes() - 1; i >= 0; i--) {
                smaller |= i < rest.writes() && leavesOut(-1, -1, i);
            }
        }
    }

    /** Leaves out a transaction, a read or a write if there is no order without it, either. */
    private boolean leavesOut(int transaction, int read, int write) {
        if (deadline.isPassed()) {
            return false;
        }
        Optional<Observations> less = involved(
                rest.only(allBut(transaction, rest.size()), allBut(read, rest.reads()), allBut(write, rest.writes())));
        less.ifPresent(found -> rest = found);
        return less.isPresent();
    }

    private static boolean[] allBut(int one, int count) {
        boolean[] kept = new boolean[count];
        Arrays.fill(kept, true);
        if (one >= 0) {
            kept[one] = false;
        }
        return kept;
    }

    /** What is involved in having no order; empty if there is one. */
    private Optional<Observations> involved(Observations facts) {
        try {
            OrderSearch search = OrderSearch.of(facts, isolation, ordering, Long.MAX_VALUE, Deadline.in(ATTEMPT));
            return search.run().isPresent() ? Optional.empty() : Optional.of(search.involved());
        } catch (Deadline.PassedException e) {
            return Optional.empty();
        }
    }
}
