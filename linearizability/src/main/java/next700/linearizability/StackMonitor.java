package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Stacks onto which no value was put twice, by decomposition: the values of a stack are nested like brackets, and the
 * brackets are found from the outside in. Bouajjani, Emmi, Enea and Hamza, "On reducing linearizability to state
 * reachability" (ICALP 2015), give the rules by which such histories are made up; here is why they can be
 * taken apart without looking ahead. It takes quadratic time at the worst, if the stack only grows.
 *
 * <ol>
 *   <li>At a moment at which no value is surely on the stack, the stack can be empty: what is on it in some
 *       linearization can be taken off just before, or else be put there only just after, in the same nesting. So what
 *       lies before and what lies after can be decided one by one, and operations that found the stack empty go there.
 *   <li>Where there is no such moment, one value must be below all others. It must be possible to put it there before
 *       each of the others has to be there, and to take it off after each has to have been taken off. If several values
 *       have this property, it does not matter which is chosen: given a linearization, delay whatever happens before the
 *       chosen one can be put there, and hasten whatever happens after it must be off; the others stay nested. The rest
 *       is decided in the same way without it. If no value has the property, there is no linearization.
 * </ol>
 *
 * <p>An operation that took off nobody knows what may be left out. If there is a linearization without such operations
 * it is found; if not, they are given values that are in the way of others, the first to begin first. Where that leads
 * to none, a short search must confirm the contradiction.
 */
record StackMonitor() implements Monitor {
    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        return switch (Passages.of(problem, deadline)) {
            case Passages.Settled settled -> settled.finding();
            case Passages.Read read -> {
                Finding finding = new Nesting<>(problem, read.passages(), deadline).decide();
                boolean lost = finding instanceof Impossible && read.passages().unseen().length > 0;
                Finding other = lost ? new Losses<>(problem, read.passages(), deadline).decide() : BEYOND;
                yield other instanceof Linearized ? other : Passages.certain(problem, finding, false);
            }
        };
    }

    /**
     * Lets operations that took off nobody knows what take values that nobody else took. If every such value might have
     * been taken by the first of them, and the values still contradict each other, nothing helps. Otherwise the values are found
     * that must be gone, and by which of the operations at the latest each can be taken; the first to begin takes the one that
     * is due first. A linearization proves itself; that there is none this does not prove, so that it is tried in several orders.
     */
    private static final class Losses<S> {
        private static final int TRIES = 24;

        private final Problem<S> problem;
        private final Passages passages;
        private final Deadline deadline;
        private final int[] unseen;
        private final List<Integer> lasting = new ArrayList<>();

        Losses(Problem<S> problem, Passages passages, Deadline deadline) {
            this.problem = problem;
            this.passages = passages;
            this.deadline = deadline;
            unseen = passages.unseen();
            for (int value = 0; value < passages.count; value++) {
                if (passages.take[value] == Passages.NONE) {
                    lasting.add(value);
                }
            }
        }

        /** A linearization if one is found. */
        Finding decide() {
            Random order = new Random(lasting.size());
            for (int tries = 0; tries < TRIES; tries++) {
                lasting.forEach(value -> take(value, 0));
                if (!isPossible()) {
                    return BEYOND;
                }
                Finding finding = withFewest();
                if (finding instanceof Linearized) {
                    return finding;
                }
                Collections.shuffle(lasting, order);
            }
            lasting.forEach(this::keep);
            return BEYOND;
        }

        private boolean isPossible() {
            return new Nesting<>(problem, passages, deadline).decide() instanceof Linearized;
        }

        private Finding withFewest() {
            List<Integer> lost = new ArrayList<>();
            for (int value : lasting) {
                keep(value);
                if (!isPossible()) {
                    take(value, 0);
                    lost.add(value);
                }
            }
            if (lost.size() > unseen.length) {
                return BEYOND;
            }
            Map<Integer, Integer> latest = new HashMap<>();
            for (int value : lost) {
                latest.put(value, latest(value));
            }
            lost.sort(Comparator.comparingInt(latest::get));
            for (int i = 0; i < lost.size(); i++) {
                take(lost.get(i), i);
            }
            return new Nesting<>(problem, passages, deadline).decide();
        }

        /** The last of the operations that the value can wait for. */
        private int latest(int value) {
            int possible = 0;
            int impossible = unseen.length;
            while (impossible - possible > 1) {
                int middle = (possible + impossible) >>> 1;
                take(value, middle);
                if (isPossible()) {
                    possible = middle;
                } else {
                    impossible = middle;
                }
            }
            take(value, 0);
            return possible;
        }

        private void take(int value, int by) {
            passages.take[value] = unseen[by];
            passages.takenFrom[value] = Math.max(problem.item(unseen[by]).invocation(), passages.putFrom[value]);
        }

        private void keep(int value) {
            passages.take[value] = Passages.NONE;
            passages.takenFrom[value] = Passages.NEVER;
        }
    }

    private static final class Nesting<S> {
        private final Problem<S> problem;
        private final Passages passages;
        private final Deadline deadline;

        /** Values in the order in which they are put on the stack (as they are) and taken off (their complements). */
        private int[] brackets;

        private int bracketed;

        Nesting(Problem<S> problem, Passages passages, Deadline deadline) {
            this.problem = problem;
            this.passages = passages;
            this.deadline = deadline;
        }

        Finding decide() {
            Occupancy occupancy = new Occupancy(passages);
            int[] empty = new int[passages.findings().length];
            for (int i = 0; i < empty.length; i++) {
                Problem.Item<S> finding = problem.item(passages.findings()[i]);
                empty[i] = occupancy.emptyFrom(finding.invocation());
                if (empty[i] >= finding.deadline()) {
                    BitSet pattern = occupancy.cover(finding.invocation(), finding.deadline());
                    pattern.set(passages.findings()[i]);
                    return Passages.impossible(problem, pattern);
                }
            }
            int[] rootless = nest(Passages.sortedBy(passages.putBy, passages.count));
            return rootless.length == 0
                    ? new Linearized(schedule(empty))
                    : Passages.impossible(problem, passages.operationsOn(reduced(rootless)));
        }

        /**
         * Nests the values, which come in the order in which they must be on the stack. Empty if that is possible, and
         * otherwise those of a span without a lowest value.
         */
        private int[] nest(int[] values) {
            brackets = new int[2 * values.length];
            bracketed = 0;
            int[] work = values.clone();
            // Parts of the work still to be nested, and the values to be taken off after them: a stack of our own.
            int[] pending = new int[4 * values.length + 4];
            int depth = 0;
            pending[depth++] = 0;
            pending[depth++] = work.length;
            while (depth > 0) {
                // The search for the lowest of a span may go through all of it.
                deadline.look(0);
                int end = pending[--depth];
                int start = pending[--depth];
                if (end < 0) {
                    brackets[bracketed++] = end;
                    continue;
                }
                if (start == end) {
                    continue;
                }
                int until = passages.takenFrom[work[start]];
                int span = start + 1;
                while (span < end && passages.putBy[work[span]] < until) {
                    until = Math.max(until, passages.takenFrom[work[span++]]);
                }
                int root = lowest(work, start, span, until);
                if (root < 0) {
                    return Arrays.copyOfRange(work, start, span);
                }
                int value = work[root];
                System.arraycopy(work, start, work, start + 1, root - start);
                brackets[bracketed++] = value;
                pending[depth++] = span;
                pending[depth++] = end;
                pending[depth++] = 0;
                pending[depth++] = ~value;
                pending[depth++] = start + 1;
                pending[depth++] = span;
            }
            return new int[0];
        }

        /** Where the value is that can be below all others of the span; negative if there is none. */
        private int lowest(int[] work, int start, int end, int until) {
            int first = passages.putBy[work[start]];
            for (int i = start; i < end; i++) {
                if (isBelow(work[i], first, until)) {
                    return i;
                }
            }
            return -1;
        }

        /** Whether it can be there before the first has to be, and still be when the last has to have been taken off. */
        private boolean isBelow(int value, int first, int last) {
            return passages.putFrom[value] < first && passages.takenBy[value] >= last;
        }

        /** Fewer of the values that cannot be nested either: without any one of them they could. */
        private int[] reduced(int[] rootless) {
            int[] left = rootless;
            for (int size = Math.max(1, left.length / 2); size > 0; size /= 2) {
                for (int start = 0; start < left.length; ) {
                    int[] fewer = new int[left.length - Math.min(size, left.length - start)];
                    System.arraycopy(left, 0, fewer, 0, start);
                    System.arraycopy(left, left.length - (fewer.length - start), fewer, start, fewer.length - start);
                    int[] still = nest(fewer);
                    if (still.length > 0) {
                        left = still;
                        start = 0;
                    } else {
                        start += size;
                    }
                }
            }
            return left;
        }

        private Order schedule(int[] empty) {
            int[] pauses = Arrays.stream(empty).sorted().distinct().toArray();
            Schedule schedule = new Schedule(2 * passages.count + empty.length);
            for (int i = 0; i < empty.length; i++) {
                schedule.add(2 * empty[i] + 1, 0, passages.findings()[i]);
            }
            int now = -1;
            for (int i = 0; i < bracketed; i++) {
                boolean isPut = brackets[i] >= 0;
                int value = isPut ? brackets[i] : ~brackets[i];
                int from = isPut ? passages.putFrom[value] : passages.takenFrom[value];
                now = from == Passages.NEVER ? from : Math.max(now, Math.max(2 * from, pauseBefore(pauses, value)));
                if (now == Passages.NEVER && !isPut) {
                    continue;
                }
                schedule.add(now, 1, isPut ? passages.put[value] : passages.take[value]);
            }
            return schedule.order();
        }

        /** The moment of the last pause before the value is surely on the stack. */
        private int pauseBefore(int[] pauses, int value) {
            int found = Arrays.binarySearch(pauses, passages.putBy[value]);
            int next = found >= 0 ? found : -1 - found;
            return next == 0 ? -1 : 2 * pauses[next - 1] + 1;
        }
    }
}
