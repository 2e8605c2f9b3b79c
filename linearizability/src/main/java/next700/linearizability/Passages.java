package next700.linearizability;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import next700.history.Value;

/**
 * The way of each value through a queue or a stack into which no value was put twice: when it was put in, and when it
 * was taken out. What {@link QueueMonitor} and {@link StackMonitor} have in common.
 *
 * <p>A value is put in before it is taken out, which narrows the times of both: {@code putBy} is the completion of
 * whichever ended first, {@code takenFrom} the invocation of whichever began last. If {@code putBy < takenFrom}, the
 * value is surely inside in between.
 *
 * <p>A value of which nobody knows whether it was put in, and that nobody surely took out, is left out with whatever
 * may have taken it: any linearization remains one without it. A value that nobody surely took out is taken out at
 * {@link #NEVER}, at the latest.
 */
final class Passages {
    static final int NEVER = Integer.MAX_VALUE;
    static final int NONE = -1;
    private static final int RADIX_BITS = 11;
    private static final int RADIX = 1 << RADIX_BITS;
    private static final int CONFIRMATION_STEPS = 50_000;
    private static final long CONFIRMATION_BYTES = 1 << 22;

    /** What an operation has to do with the values inside. */
    enum Kind {
        PUT,
        TAKE,
        /** It took the one that was next, and nobody knows which. */
        TAKE_UNSEEN,
        /** It found none. */
        FIND_NONE
    }

    /**
     * An operation on a queue or a stack.
     *
     * @param value the value put in or taken out; null if there is none, or nobody knows it
     */
    record Access(Kind kind, Value value) {
        static final Access FIND_NONE = new Access(Kind.FIND_NONE, null);
        static final Access TAKE_UNSEEN = new Access(Kind.TAKE_UNSEEN, null);
    }

    /** A transition of a queue or a stack. */
    interface Accessing {
        Access access();
    }

    private final int items;
    int count;
    final int[] put;
    final int[] putFrom;
    final int[] putBy;
    final int[] take;
    final int[] takenFrom;
    final int[] takenBy;
    /** The items that found none, in the order of their invocations. */
    private int[] findings;

    /** The items that took nobody knows what, in the order of their invocations. */
    private int[] unseen;

    private Passages(Problem<?> problem) {
        items = problem.size();
        put = new int[items];
        putFrom = new int[items];
        putBy = new int[items];
        take = new int[items];
        takenFrom = new int[items];
        takenBy = new int[items];
        findings = new int[items];
        unseen = new int[items];
    }

    /** The passages of a problem, or else what is known about it already. */
    sealed interface Reading {}

    record Read(Passages passages) implements Reading {}

    record Settled(Monitor.Finding finding) implements Reading {}

    static Reading of(Problem<?> problem, Deadline deadline) {
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            if (!(problem.item(item).transition() instanceof Accessing)) {
                return new Settled(Monitor.BEYOND);
            }
        }
        Passages passages = new Passages(problem);
        return passages.read(problem, deadline)
                .map(finding -> (Reading) new Settled(finding))
                .orElseGet(() -> new Read(passages));
    }

    private static Access access(Problem<?> problem, int item) {
        return ((Accessing) problem.item(item).transition()).access();
    }

    private Optional<Monitor.Finding> read(Problem<?> problem, Deadline deadline) {
        ValueNumbers numbers = new ValueNumbers(items);
        Value[] taken = new Value[items];
        int found = 0;
        int took = 0;
        for (int item = 0; item < items; item++) {
            deadline.look(item);
            Access access = access(problem, item);
            switch (access.kind()) {
                case PUT -> {
                    if (!numbers.add(access.value())) {
                        return Optional.of(Monitor.BEYOND);
                    }
                    put[count] = item;
                    putFrom[count] = problem.item(item).invocation();
                    putBy[count] = problem.item(item).deadline();
                    take[count] = NONE;
                    takenFrom[count] = NEVER;
                    takenBy[count] = NEVER;
                    count++;
                }
                case TAKE -> taken[item] = access.value();
                case FIND_NONE -> findings[found++] = item;
                case TAKE_UNSEEN -> unseen[took++] = item;
            }
        }
        findings = Arrays.copyOf(findings, found);
        unseen = Arrays.copyOf(unseen, took);
        BitSet contradiction = items();
        int end = NEVER;
        for (int item = 0; item < items; item++) {
            deadline.look(item);
            if (taken[item] != null) {
                BitSet pattern = taken(numbers.of(taken[item]), item, problem.item(item));
                int known = pattern.isEmpty() ? NEVER : knownBy(problem, pattern);
                if (known < end) {
                    contradiction = pattern;
                    end = known;
                }
            }
        }
        if (!contradiction.isEmpty()) {
            return Optional.of(impossible(problem, contradiction, end));
        }
        narrow();
        return Optional.empty();
    }

    /** When the last taking of these items has ended: that nothing was put in by then is known, too. */
    private static int knownBy(Problem<?> problem, BitSet pattern) {
        BitSet takings = (BitSet) pattern.clone();
        pattern.stream()
                .filter(item -> access(problem, item).kind() == Kind.PUT)
                .forEach(takings::clear);
        return problem.lastCompletion(takings);
    }

    /** Takes down that an item took a value; not empty if it cannot have: then the items that say so. */
    private BitSet taken(int value, int item, Problem.Item<?> operation) {
        if (value == NONE) {
            return operation.required() ? items(item) : items();
        }
        if (!operation.required()) {
            // Of those that may have taken it, the first to be invoked can stand for all; and known to be taken is
            // better.
            if (take[value] == NONE) {
                take[value] = item;
                takenFrom[value] = operation.invocation();
            }
            return items();
        }
        if (isTakenWrongly(value, operation)) {
            return isTaken(value) ? items(put[value], take[value], item) : items(put[value], item);
        }
        take[value] = item;
        takenFrom[value] = operation.invocation();
        takenBy[value] = operation.deadline();
        return items();
    }

    /** Whether it was taken before, or this was over before it was put in. */
    private boolean isTakenWrongly(int value, Problem.Item<?> operation) {
        return isTaken(value) || operation.deadline() < putFrom[value];
    }

    /** Whether nobody knows of a value that it was put in, nor that it was taken out. */
    private boolean isUseless(int value) {
        return putBy[value] == NEVER && takenBy[value] == NEVER;
    }

    private void narrow() {
        int kept = 0;
        for (int value = 0; value < count; value++) {
            if (isUseless(value)) {
                continue;
            }
            put[kept] = put[value];
            putFrom[kept] = putFrom[value];
            putBy[kept] = Math.min(putBy[value], takenBy[value]);
            take[kept] = take[value];
            takenFrom[kept] = take[value] == NONE ? NEVER : Math.max(takenFrom[value], putFrom[value]);
            takenBy[kept] = takenBy[value];
            kept++;
        }
        count = kept;
    }

    int[] findings() {
        return findings;
    }

    int[] unseen() {
        return unseen;
    }

    /** Whether somebody surely took it. */
    boolean isTaken(int value) {
        return takenBy[value] != NEVER;
    }

    /** The finding that these items contradict each other once all have ended. */
    static Monitor.Impossible impossible(Problem<?> problem, BitSet contradiction) {
        return impossible(problem, contradiction, problem.lastCompletion(contradiction));
    }

    /**
     * The finding that these items contradict each other by that event, together with all that has to do with their
     * values, and with what may have taken any value in time.
     */
    static Monitor.Impossible impossible(Problem<?> problem, BitSet contradiction, int end) {
        Set<Value> values = new HashSet<>();
        contradiction.stream().forEach(item -> values.add(access(problem, item).value()));
        BitSet pattern = (BitSet) contradiction.clone();
        for (int item = 0; item < problem.size(); item++) {
            Access access = access(problem, item);
            boolean concerned = switch (access.kind()) {
                case PUT, TAKE -> values.contains(access.value());
                case TAKE_UNSEEN -> problem.item(item).invocation() < end;
                case FIND_NONE -> false;
            };
            if (concerned) {
                pattern.set(item);
            }
        }
        return new Monitor.Impossible(pattern, end);
    }

    /**
     * A finding that may be wrong where the contradiction has operations that took nobody knows what, unless the theorem
     * is complete for these: then it stands only if a short search finds no linearization of it.
     */
    static <S> Monitor.Finding certain(Problem<S> problem, Monitor.Finding finding, boolean complete) {
        if (complete || !(finding instanceof Monitor.Impossible impossible)) {
            return finding;
        }
        Problem<S> pattern = problem.only(impossible.items());
        boolean unseen = pattern.items().stream()
                .anyMatch(item -> ((Accessing) item.transition()).access().kind() == Kind.TAKE_UNSEEN);
        return unseen
                        && Reduction.solve(
                                        new Search<>(pattern, CONFIRMATION_BYTES), CONFIRMATION_STEPS, Deadline.NEVER)
                                != Search.Status.IMPOSSIBLE
                ? Monitor.BEYOND
                : finding;
    }

    /** The operations on these values. */
    BitSet operationsOn(int... values) {
        BitSet pattern = new BitSet(items);
        for (int value : values) {
            pattern.set(put[value]);
            if (take[value] != NONE) {
                pattern.set(take[value]);
            }
        }
        return pattern;
    }

    static BitSet items(int... chosen) {
        BitSet set = new BitSet();
        for (int item : chosen) {
            set.set(item);
        }
        return set;
    }

    /** The values from 0 to count, in the order of a time, by a radix sort. */
    static int[] sortedBy(int[] times, int count) {
        int[] sorted = new int[count];
        for (int value = 0; value < count; value++) {
            sorted[value] = value;
        }
        int[] other = new int[count];
        for (int shift = 0; shift < Integer.SIZE; shift += RADIX_BITS) {
            int[] next = new int[RADIX + 1];
            for (int value = 0; value < count; value++) {
                next[digit(times[value], shift) + 1]++;
            }
            for (int digit = 0; digit < RADIX; digit++) {
                next[digit + 1] += next[digit];
            }
            for (int value : sorted) {
                other[next[digit(times[value], shift)]++] = value;
            }
            int[] swapped = sorted;
            sorted = other;
            other = swapped;
        }
        return sorted;
    }

    private static int digit(int time, int shift) {
        return time >>> shift & RADIX - 1;
    }
}
