package next700.linearizability;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Counters to which the same amount is always added: 1, most often. Adding is then counting, and what was seen of the sum
 * says how many additions had happened. It takes the time to sort.
 *
 * <p>An observation is a read, or an addition that was answered with the sum; the latter has a <em>place</em>, which is its
 * number among all additions. An observation of the count {@code v} (a place, counting itself) says that by its end at least
 * {@code v} additions have happened, and that before its beginning at most {@code v} had (a place: {@code v - 1}). The
 * history is linearizable if and only if
 *
 * <ol>
 *   <li>no place is taken twice, no sum is something that cannot be counted to, and no observation ends that saw more than
 *       another, which begins only then, may have seen;
 *   <li>the additions without a place can be given times, each between its invocation and its completion, so that up to
 *       the end of each observation there are at least as many as there are free places up to its count, and before its
 *       beginning at most as many as up to the most that it allows.
 * </ol>
 *
 * <p>Both are necessary, since the free places up to a count are filled by additions without a place and by nothing else. They
 * suffice: by the first, the times that the observations allow to the {@code k}-th addition form an interval, and neither
 * its beginning nor its end decreases with {@code k}. Those without a place, in the order of their times, fill the free
 * places in order, and by the second each has a time that its place allows. Those with a place go between their
 * neighbours, and a read of {@code k} between the {@code k}-th addition and the next: intervals of which every two meet have
 * a point in common.
 *
 * <p>The times are found by delaying each addition until it must happen: at its completion, or, the first due first, when
 * an observation ends that needs more. No schedule has had fewer by any event {@code x}. For let {@code y} be the last end of an
 * observation before {@code x} that took an addition due only after {@code x}. The count was then the least possible, and
 * everything due by {@code x} that had begun had happened; since then only what began after {@code y} and was due by
 * {@code x} has been added, which every schedule adds in that time. If there is no such {@code y}, only what was due has been
 * added at all. So if there are too many before an observation begins, there are always too many.
 *
 * <p>An addition of which nobody knows whether it happened is one that is never due. Where different amounts are added the
 * question whether some of them make up a sum is that of subset sums, which is NP-complete: {@link CounterFilling} looks for
 * an order. Where amounts of both signs are added the intervals are no longer ordered: such histories are searched.
 */
record CounterMonitor() implements Monitor {
    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        OptionalLong amount = amount(problem, deadline);
        if (amount.isPresent()) {
            return new Counting<>(problem, amount.getAsLong(), deadline).decide();
        }
        boolean counts = problem.items().stream()
                .map(Problem.Item::transition)
                .allMatch(transition -> transition instanceof Counter.Read || transition instanceof Counter.Adding);
        return counts
                ? CounterFilling.order(problem, deadline)
                        .map(order -> (Finding) new Linearized(order))
                        .orElse(BEYOND)
                : BEYOND;
    }

    @Override
    public <S> boolean proves(Problem<S> problem, BitSet core) {
        return CountingProof.holds(problem, core);
    }

    /** The sum at first. What a sum is more than that is right even if the difference overflows, as adding does too. */
    static long start(Problem<?> problem) {
        return problem.initial() instanceof Long sum ? sum : 0;
    }

    /** What is always added; empty if it is nothing, not always the same, or too much to be counted. */
    static OptionalLong amount(Problem<?> problem, Deadline deadline) {
        long amount = 0;
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            Problem.Item<?> operation = problem.item(item);
            switch (operation.transition()) {
                case Counter.Read read -> {}
                case Counter.Adding adding -> {
                    boolean isPlaced = operation.required() || !(adding instanceof Counter.AddAndGet);
                    if (!isPlaced || adding.addend() == 0 || (amount != 0 && adding.addend() != amount)) {
                        return OptionalLong.empty();
                    }
                    amount = adding.addend();
                }
                default -> {
                    return OptionalLong.empty();
                }
            }
        }
        boolean overflows = Math.abs((double) amount) * (problem.size() + 2L) >= Long.MAX_VALUE;
        return overflows ? OptionalLong.empty() : OptionalLong.of(amount == 0 ? 1 : amount);
    }

    /** The additions and the observations of a history, by the numbers of their items. */
    private static final class Counting<S> {
        private static final int NONE = -1;
        private static final int UNCOUNTABLE = -2;

        private final Problem<S> problem;
        private final Deadline deadline;
        private final int size;
        /** What an observation saw, in additions; one more than there are if it saw more, {@link #NONE} if it is none. */
        private final int[] seen;

        private final boolean[] isRead;
        private final boolean[] isAdded;
        /** Which addition has the place. */
        private final int[] atPlace;
        /** How many of the places up to this one are free. */
        private final int[] free;

        private int additions;

        /** The additions without a place, in the order of their times. */
        private final int[] added;

        private int addedCount;
        /** The items that end, in the order in which they do. */
        private int[] byEnd = {};

        Counting(Problem<S> problem, long amount, Deadline deadline) {
            this.problem = problem;
            this.deadline = deadline;
            size = problem.size();
            isRead = new boolean[size];
            for (int item = 0; item < size; item++) {
                deadline.look(item);
                isRead[item] = problem.item(item).transition() instanceof Counter.Read;
                additions += isRead[item] ? 0 : 1;
            }
            seen = new int[size];
            isAdded = new boolean[size];
            added = new int[size];
            atPlace = new int[additions + 2];
            free = new int[additions + 2];
            Arrays.fill(atPlace, NONE);
            long start = start(problem);
            for (int item = 0; item < size; item++) {
                deadline.look(item);
                seen[item] = switch (problem.item(item).transition()) {
                    case Counter.Read read -> count(read.sum() - start, amount, 0);
                    case Counter.AddAndGet adding -> count(adding.sum() - start, amount, 1);
                    default -> NONE;
                };
            }
        }

        private int count(long sum, long amount, int least) {
            if (isUncountable(sum, amount, least)) {
                return UNCOUNTABLE;
            }
            return (int) Math.min(sum / amount, additions + 1L);
        }

        /** Whether no number of additions makes the sum, from the least that there must be. */
        private static boolean isUncountable(long sum, long amount, int least) {
            return sum % amount != 0 || sum / amount < least;
        }

        Finding decide() {
            for (int item = 0; item < size; item++) {
                if (seen[item] == UNCOUNTABLE) {
                    return Proved.of(problem, items(item), true);
                }
                if (hasPlace(item) && seen[item] <= additions) {
                    if (isTaken(seen[item])) {
                        return Proved.of(problem, items(atPlace[seen[item]], item), false);
                    }
                    atPlace[seen[item]] = item;
                }
            }
            for (int place = 1; place < free.length; place++) {
                free[place] = free[place - 1] + (isTaken(place) ? 0 : 1);
            }
            byEnd = byEnd();
            BitSet contradiction = observe();
            if (contradiction.isEmpty()) {
                contradiction = schedule();
            }
            return contradiction.isEmpty() ? new Linearized(order()) : proved(contradiction);
        }

        /** Two observations are compared only after each by itself; of more, some may be more than it takes. */
        private Finding proved(BitSet contradiction) {
            return Proved.of(problem, contradiction, contradiction.cardinality() <= 2);
        }

        private boolean isTaken(int place) {
            return atPlace[place] != NONE;
        }

        private boolean hasPlace(int item) {
            return isObservation(item) && !isRead[item];
        }

        private boolean isObservation(int item) {
            return seen[item] != NONE;
        }

        /** How many additions may have happened before the observation begins. */
        private int mostBefore(int observation) {
            return isRead[observation] ? seen[observation] : seen[observation] - 1;
        }

        /** Compares the observations with what had begun, and with each other; the fewest items that contradict. */
        private BitSet observe() {
            BitSet outdated = new BitSet();
            BitSet tooFew = new BitSet();
            int highest = NONE;
            int begun = 0;
            int begunWithoutPlace = 0;
            int ended = 0;
            for (int item = 0; item <= size; item++) {
                deadline.look(item);
                for (; ended < byEnd.length && end(byEnd[ended]) < begin(item); ended++) {
                    int ending = byEnd[ended];
                    if (isObservation(ending)) {
                        if (isBeyond(seen[ending], begun)) {
                            return items(ending);
                        }
                        if (tooFew.isEmpty() && isBeyond(free[seen[ending]], begunWithoutPlace)) {
                            tooFew = withHigherPlaces(ending);
                        }
                        highest = highest == NONE || seen[ending] > seen[highest] ? ending : highest;
                    }
                }
                if (item < size && isObservation(item) && outdated.isEmpty() && isOutdated(item, highest)) {
                    outdated = items(highest, item);
                }
                begun += item < size && isRead[item] ? 0 : 1;
                begunWithoutPlace += item < size && isObservation(item) ? 0 : 1;
            }
            return outdated.isEmpty() ? tooFew : outdated;
        }

        /** Gives times to the additions without a place; if there are none, the items that say so. */
        private BitSet schedule() {
            PriorityQueue<Integer> open = new PriorityQueue<>(Comparator.comparingInt(this::end));
            int ended = 0;
            for (int item = 0; item <= size; item++) {
                deadline.look(item);
                for (; ended < byEnd.length && end(byEnd[ended]) < begin(item); ended++) {
                    int ending = byEnd[ended];
                    if (isObservation(ending)) {
                        while (needsMore(ending)) {
                            add(open.remove());
                        }
                    } else if (!isAdded[ending]) {
                        add(open.remove());
                    }
                }
                if (item < size && !isObservation(item)) {
                    open.add(item);
                } else if (item < size && isExceeded(item)) {
                    return tooMany(item);
                }
            }
            return new BitSet();
        }

        private int[] byEnd() {
            int[] ends = new int[size];
            int required = 0;
            for (int item = 0; item < size; item++) {
                ends[item] = end(item);
                required += ends[item] == Integer.MAX_VALUE ? 0 : 1;
            }
            return Arrays.copyOf(Passages.sortedBy(ends, size), required);
        }

        private void add(int item) {
            isAdded[item] = true;
            added[addedCount++] = item;
        }

        /** Whether fewer additions have happened than the observation saw, which ends now. */
        private boolean needsMore(int observation) {
            return addedCount < free[seen[observation]];
        }

        /** Whether more additions are needed than have begun. */
        private static boolean isBeyond(int needed, int begun) {
            return needed > begun;
        }

        /** Whether an observation that has ended saw more than this one can see, which begins now. */
        private boolean isOutdated(int observation, int highest) {
            return highest != NONE && seen[highest] > mostBefore(observation);
        }

        /** Whether more additions have happened than the observation saw, which begins now. */
        private boolean isExceeded(int observation) {
            return addedCount > free[mostBefore(observation)];
        }

        /** The observation, before whose end too few additions began, since those with a higher place do not count. */
        private BitSet withHigherPlaces(int observation) {
            BitSet contradiction = items(observation);
            for (int item = 0; begin(item) < end(observation); item++) {
                if (hasPlace(item) && seen[item] > seen[observation]) {
                    contradiction.set(item);
                }
            }
            return contradiction;
        }

        /**
         * One observation saw so many, and so many additions have begun after it and ended before the other began that it
         * saw too few. Of the observations from which this can be counted, the one with the highest count; the beginning if
         * there is none.
         */
        private BitSet tooMany(int observation) {
            int most = mostBefore(observation);
            int before = NONE;
            int between = 0;
            int next = byEnd.length - 1;
            while (end(byEnd[next]) > begin(observation)) {
                next--;
            }
            for (int item = observation - 1; item >= 0; item--) {
                for (; next >= 0 && end(byEnd[next]) > begin(item); next--) {
                    int ended = byEnd[next];
                    if (isObservation(ended)
                            && free[seen[ended]] + between > free[most]
                            && seen[ended] > (before == NONE ? 0 : seen[before])) {
                        before = ended;
                    }
                }
                if (!isObservation(item) && end(item) < begin(observation)) {
                    between++;
                }
            }
            int from = before == NONE ? 0 : seen[before];
            BitSet contradiction = before == NONE ? items(observation) : items(before, observation);
            for (int place = from + 1; place <= most; place++) {
                if (isTaken(place)) {
                    contradiction.set(atPlace[place]);
                }
            }
            int needed = free[most] - free[from] + 1;
            for (int item = observation - 1; needed > 0; item--) {
                boolean isBetween = !isObservation(item)
                        && end(item) < begin(observation)
                        && (before == NONE || begin(item) > end(before));
                if (isBetween) {
                    contradiction.set(item);
                    needed--;
                }
            }
            return contradiction;
        }

        /** When it begins; after everything else if there is no such item. */
        private int begin(int item) {
            return item < size ? problem.item(item).invocation() : Integer.MAX_VALUE;
        }

        private int end(int item) {
            return problem.item(item).deadline();
        }

        /** The additions in their places, and behind each those who saw that many. */
        private Order order() {
            int[] readsOf = new int[additions + 2];
            int[] reads = new int[size - additions];
            for (int item = 0; item < size; item++) {
                if (isRead[item]) {
                    readsOf[seen[item] + 1]++;
                }
            }
            for (int count = 1; count < readsOf.length; count++) {
                readsOf[count] += readsOf[count - 1];
            }
            int[] next = readsOf.clone();
            for (int item = 0; item < size; item++) {
                if (isRead[item]) {
                    reads[next[seen[item]]++] = item;
                }
            }
            int[] order = new int[size];
            int length = 0;
            int used = 0;
            for (int count = 0; count <= additions; count++) {
                deadline.look(count);
                if (count > 0 && isTaken(count)) {
                    order[length++] = atPlace[count];
                } else if (count > 0 && used < addedCount) {
                    order[length++] = added[used++];
                }
                for (int i = readsOf[count]; i < next[count]; i++) {
                    order[length++] = reads[i];
                }
            }
            return Order.of(order, length);
        }

        private static BitSet items(int... chosen) {
            return Passages.items(chosen);
        }
    }
}
