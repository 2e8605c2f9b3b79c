package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.history.Value;
import next700.linearizability.Passages.Access;
import next700.linearizability.Passages.Accessing;
import next700.linearizability.Passages.Kind;

/**
 * Queues into which values were put more than once. In any linearization the k-th to take a value takes its k-th copy, and
 * which is the k-th hardly matters: of two operations that put in the same value, of which one neither begins nor ends
 * later than the other, it can be the first, since otherwise the two can change places; and so of two that take it. So each
 * is given a copy of its own, and {@link QueueMonitor} is asked.
 *
 * <p>Where no such operation begins before another of its kind and ends after it, what that says is right. Otherwise there
 * are several ways to number them, of which some are tried: a linearization proves itself, and if none is found the history is
 * searched. So it is where it is not known what was put in or taken out.
 */
record CopiesMonitor(Monitor unique) implements Monitor {
    /** How often other numbers are tried. */
    private static final int TRIES = 2_000;

    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        Finding finding = unique.decide(problem, deadline);
        if (!(finding instanceof Beyond) || !Copies.areSeveral(problem)) {
            return finding;
        }
        Copies<S> copies = new Copies<>(problem);
        Finding renamed = unique.decide(copies.renamed(), deadline);
        if (copies.areForced() && renamed instanceof Contradiction contradiction) {
            return new Impossible(copies.withAllCopies(contradiction.items()), contradiction.end());
        }
        for (int tries = 0; tries < TRIES && renamed instanceof Contradiction contradiction; ) {
            // Other numbers for what contradicts, as long as what then contradicts does so later.
            Optional<Finding> better = Optional.empty();
            for (int[] pair : copies.exchangeable(contradiction.items())) {
                copies.exchange(pair[0], pair[1]);
                Finding other = unique.decide(copies.renamed(), deadline);
                tries++;
                if (!(other instanceof Contradiction later) || later.end() > contradiction.end()) {
                    better = Optional.of(other);
                    break;
                }
                copies.exchange(pair[0], pair[1]);
            }
            if (better.isEmpty()) {
                return BEYOND;
            }
            renamed = better.get();
        }
        return renamed instanceof Linearized linearized && problem.isLinearizedBy(linearized.order(), deadline)
                ? renamed
                : BEYOND;
    }

    /** The operations on a queue with a number for each copy of a value. */
    private static final class Copies<S> {
        private final Problem<S> problem;
        private final int[] number;
        private boolean forced = true;

        private final Map<Access, List<Integer>> alike = new HashMap<>();

        Copies(Problem<S> problem) {
            this.problem = problem;
            number = new int[problem.size()];
            for (int item = 0; item < number.length; item++) {
                Access access = access(problem, item);
                forced &= problem.item(item).required();
                if (access.value() != null) {
                    alike.computeIfAbsent(access, unknown -> new ArrayList<>()).add(item);
                }
            }
            alike.values().forEach(this::number);
        }

        private void number(List<Integer> items) {
            items.sort(Comparator.comparingInt(item -> problem.item(item).deadline()));
            for (int i = 0; i < items.size(); i++) {
                number[items.get(i)] = i;
                forced &= i == 0 || isNoLater(problem.item(items.get(i - 1)), problem.item(items.get(i)));
            }
        }

        /** Pairs of operations with neighbouring numbers that may change them, of which one is among these items. */
        List<int[]> exchangeable(BitSet items) {
            List<int[]> pairs = new ArrayList<>();
            for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
                List<Integer> same = alike.getOrDefault(access(problem, item), List.of());
                int place = same.indexOf(item);
                for (int other : new int[] {place - 1, place + 1}) {
                    if (place >= 0 && other >= 0 && other < same.size() && mayChange(item, same.get(other))) {
                        pairs.add(new int[] {item, same.get(other)});
                    }
                }
            }
            return pairs;
        }

        private boolean mayChange(int one, int other) {
            return problem.item(one).invocation() < problem.item(other).deadline()
                    && problem.item(other).invocation() < problem.item(one).deadline();
        }

        void exchange(int one, int other) {
            List<Integer> same = alike.get(access(problem, one));
            int place = same.indexOf(one);
            same.set(same.indexOf(other), one);
            same.set(place, other);
            int kept = number[one];
            number[one] = number[other];
            number[other] = kept;
        }

        private static boolean isNoLater(Problem.Item<?> one, Problem.Item<?> other) {
            return one.invocation() <= other.invocation() && one.deadline() <= other.deadline();
        }

        /** Whether these are the only numbers that matter. */
        boolean areForced() {
            return forced;
        }

        static boolean areSeveral(Problem<?> problem) {
            Set<Value> put = new HashSet<>();
            for (int item = 0; item < problem.size(); item++) {
                if (!(problem.item(item).transition() instanceof Accessing accessing)) {
                    return false;
                }
                Access access = accessing.access();
                if (access.kind() == Kind.PUT && !put.add(access.value())) {
                    return true;
                }
            }
            return false;
        }

        private static Access access(Problem<?> problem, int item) {
            return ((Accessing) problem.item(item).transition()).access();
        }

        /** The same operations, each on a copy of its own. */
        Problem<FifoQueue.Content> renamed() {
            List<Problem.Item<FifoQueue.Content>> items = new ArrayList<>(number.length);
            for (int item = 0; item < number.length; item++) {
                Access access = access(problem, item);
                Value copy = access.value() == null ? null : Value.list(access.value(), Value.of(number[item]));
                Meaning<S> meaning = problem.item(item).meaning();
                items.add(new Problem.Item<>(
                        problem.item(item).operation(),
                        new Meaning<>(
                                meaning.fate(), meaning.key(), FifoQueue.accessing(new Access(access.kind(), copy)))));
            }
            return problem.as(new FifoQueue(), items);
        }

        /** These, and all that have to do with the same values. */
        BitSet withAllCopies(BitSet items) {
            Set<Value> values = new HashSet<>();
            items.stream().forEach(item -> values.add(access(problem, item).value()));
            BitSet all = (BitSet) items.clone();
            for (int item = 0; item < number.length; item++) {
                if (values.contains(access(problem, item).value())) {
                    all.set(item);
                }
            }
            return all;
        }
    }
}
