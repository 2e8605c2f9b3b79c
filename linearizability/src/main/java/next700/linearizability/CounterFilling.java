package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counters to which different amounts are added, all of one sign: the sums that were seen are levels, and between one and the
 * next just that must have been added. Which additions make up the difference is a question of subset sums, and NP-complete; but
 * the levels leave little choice where many sums were seen, much less than the order of events does, and amounts are mostly small.
 *
 * <p>An addition belongs below every level that was seen only after it had ended, and above every one that had been seen
 * before it began; of two additions, the one that had ended before the other began comes no higher. So the gaps
 * between levels are filled from below, with what must be there, then with what is due first, and with as few as possible of
 * those of which nobody knows whether they happened. An order that is found proves itself. If none is found within some
 * number of steps, the history is searched.
 */
final class CounterFilling<S> {
    private static final int STEPS = 400_000;
    private static final int NEVER = Integer.MAX_VALUE;

    private final Problem<S> problem;
    private final Deadline deadline;
    private final int size;
    private final long[] amount;
    private final long[] level;
    /** In which gaps an addition may be. */
    private final int[] lowest;

    private final int[] highest;
    private final int[] fixed;
    private final List<Integer> additions = new ArrayList<>();
    private final List<List<Integer>> filling = new ArrayList<>();
    private final BitSet placed = new BitSet();
    private final Set<BitSet> failed = new HashSet<>();
    private int steps;

    private CounterFilling(Problem<S> problem, long sign, long[] level, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
        this.level = level;
        size = problem.size();
        amount = new long[size];
        lowest = new int[size];
        highest = new int[size];
        fixed = new int[level.length];
        Arrays.fill(fixed, -1);
        for (int item = 0; item < size; item++) {
            if (problem.item(item).transition() instanceof Counter.Adding adding) {
                amount[item] = sign * adding.addend();
                highest[item] = level.length - 1;
                additions.add(item);
            }
        }
        additions.sort(Comparator.comparingInt(this::end));
    }

    /** A linearization, if one is found and there are amounts of one sign; otherwise nothing is known. */
    static <S> Optional<Order> order(Problem<S> problem, Deadline deadline) {
        long sign = 0;
        long start = CounterMonitor.start(problem);
        for (Problem.Item<S> item : problem.items()) {
            if (item.transition() instanceof Counter.Adding adding) {
                long its = Long.signum(adding.addend());
                if (its == 0 || its == -sign || Math.abs((double) adding.addend()) > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                sign = its;
            }
        }
        TreeSet<Long> levels = new TreeSet<>(Set.of(0L));
        for (Problem.Item<S> item : problem.items()) {
            switch (item.transition()) {
                case Counter.Read read -> levels.add(sign * (read.sum() - start));
                case Counter.AddAndGet adding -> {
                    levels.add(sign * (adding.sum() - start));
                    levels.add(sign * (adding.sum() - adding.addend() - start));
                }
                default -> {}
            }
        }
        if (levels.first() < 0) {
            return Optional.empty();
        }
        long[] level = levels.stream().mapToLong(Long::longValue).toArray();
        CounterFilling<S> filling = new CounterFilling<>(problem, sign, level, deadline);
        return filling.observe(sign, start) && filling.fill(0)
                ? Optional.of(filling.order(sign, start))
                : Optional.empty();
    }

    private int levelOf(long sum) {
        return Arrays.binarySearch(level, sum);
    }

    /**
     * Narrows the gaps of additions by what was seen; false if an addition that told its sum has no gap of its own, or
     * less was seen later.
     */
    private boolean observe(long sign, long start) {
        // Each with the highest gap of what had ended before it, and the lowest of what began after it.
        List<int[]> observations = new ArrayList<>();
        for (int item = 0; item < size; item++) {
            switch (problem.item(item).transition()) {
                case Counter.Read read -> {
                    int at = levelOf(sign * (read.sum() - start));
                    observations.add(new int[] {item, at - 1, at});
                }
                case Counter.AddAndGet adding -> {
                    int gap = levelOf(sign * (adding.sum() - start)) - 1;
                    if (level[gap + 1] - level[gap] != amount[item] || fixed[gap] >= 0) {
                        return false;
                    }
                    fixed[gap] = item;
                    lowest[item] = gap;
                    highest[item] = gap;
                    observations.add(new int[] {item, gap - 1, gap + 1});
                }
                default -> {}
            }
        }
        for (int[] observation : observations) {
            deadline.look(0);
            for (int[] later : observations) {
                if (end(observation[0]) < begin(later[0]) && observation[2] > later[1] + 1) {
                    return false;
                }
            }
            for (int addition : additions) {
                if (end(addition) < begin(observation[0])) {
                    highest[addition] = Math.min(highest[addition], observation[1]);
                } else if (begin(addition) > end(observation[0])) {
                    lowest[addition] = Math.max(lowest[addition], observation[2]);
                }
            }
        }
        return true;
    }

    /** Fills this gap and those above; false if that is impossible, or takes too long. */
    private boolean fill(int gap) {
        if (gap == level.length - 1) {
            return fillTop();
        }
        if (!failed.add(configuration(gap))) {
            return false;
        }
        List<Integer> candidates = candidates(gap);
        int optional = (int) candidates.stream().filter(this::isOptional).count();
        filling.add(new ArrayList<>());
        for (int most = 0; most <= optional; most++) {
            if (choose(gap, candidates, 0, level[gap + 1] - level[gap], most, NEVER)) {
                return true;
            }
        }
        filling.removeLast();
        return false;
    }

    private BitSet configuration(int gap) {
        BitSet configuration = (BitSet) placed.clone();
        configuration.set(size + gap);
        return configuration;
    }

    /** What may be in the gap: what is due first before the others, and at last what need not have happened. */
    private List<Integer> candidates(int gap) {
        List<Integer> candidates = new ArrayList<>();
        for (int addition : additions) {
            boolean isAllowed =
                    (fixed[gap] < 0 || fixed[gap] == addition) && lowest[addition] <= gap && gap <= highest[addition];
            if (isAllowed && !placed.get(addition)) {
                candidates.add(addition);
            }
        }
        return candidates;
    }

    /**
     * Chooses from the candidates from one on what makes up what is missing.
     *
     * @param optional how many may be chosen, and must be, of those that need not have happened
     * @param limit when the first had ended of those that were not chosen: what began only then has to wait, too
     */
    private boolean choose(int gap, List<Integer> candidates, int from, long missing, int optional, int limit) {
        if (++steps > STEPS) {
            return false;
        }
        deadline.look(steps);
        if (missing == 0) {
            return optional == 0 && isClosed(gap) && fill(gap + 1);
        }
        int end = limit;
        long passedOver = 0;
        for (int i = from; i < candidates.size() && steps <= STEPS; i++) {
            int addition = candidates.get(i);
            boolean isOptional = isOptional(addition);
            boolean fits = amount[addition] <= missing
                    && begin(addition) < end
                    && (!isOptional || (optional > 0 && amount[addition] != passedOver));
            if (fits) {
                placed.set(addition);
                filling.get(gap).add(addition);
                if (choose(
                        gap,
                        candidates,
                        i + 1,
                        missing - amount[addition],
                        isOptional ? optional - 1 : optional,
                        end)) {
                    return true;
                }
                placed.clear(addition);
                filling.get(gap).removeLast();
            }
            if (isOptional) {
                // Of equal amounts the first to begin will do as well as any.
                passedOver = amount[addition];
            } else if (highest[addition] <= gap) {
                return false;
            } else {
                end = Math.min(end, end(addition));
            }
        }
        return false;
    }

    /** Whether nothing is left out that had to be in this gap, or had ended before something began that is in it. */
    private boolean isClosed(int gap) {
        int latest = -1;
        for (int addition : filling.get(gap)) {
            latest = Math.max(latest, begin(addition));
        }
        for (int addition : additions) {
            if (isOptional(addition)) {
                return true;
            }
            if (!placed.get(addition) && (highest[addition] <= gap || end(addition) < latest)) {
                return false;
            }
        }
        return true;
    }

    /** Above all that was seen there is room for all that is left, unless it had to be below. */
    private boolean fillTop() {
        List<Integer> left = new ArrayList<>();
        for (int addition : additions) {
            if (!isOptional(addition) && !placed.get(addition)) {
                if (highest[addition] < level.length - 1) {
                    return false;
                }
                left.add(addition);
            }
        }
        filling.add(left);
        return true;
    }

    private Order order(long sign, long start) {
        List<List<Integer>> reads = new ArrayList<>();
        for (int i = 0; i < level.length; i++) {
            reads.add(new ArrayList<>());
        }
        for (int item = 0; item < size; item++) {
            if (problem.item(item).transition() instanceof Counter.Read read) {
                reads.get(levelOf(sign * (read.sum() - start))).add(item);
            }
        }
        int[] order = new int[size];
        int length = 0;
        for (int gap = 0; gap < level.length; gap++) {
            for (int item : reads.get(gap)) {
                order[length++] = item;
            }
            filling.get(gap).sort(Comparator.naturalOrder());
            for (int item : filling.get(gap)) {
                order[length++] = item;
            }
        }
        return Order.of(order, length);
    }

    private boolean isOptional(int addition) {
        return !problem.item(addition).required();
    }

    private int begin(int item) {
        return problem.item(item).invocation();
    }

    private int end(int item) {
        return problem.item(item).deadline();
    }
}
