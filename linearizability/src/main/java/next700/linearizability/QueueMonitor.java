package next700.linearizability;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Queues into which no value was put twice. Such a history is linearizable if and only if it has none of four bad
 * patterns: Henzinger, Sezgin and Vafeiadis, "Aspect-oriented linearizability proofs" (CONCUR 2013), and
 * Bouajjani, Emmi, Enea and Hamza, "On reducing linearizability to state reachability" (ICALP 2015):
 *
 * <ul>
 *   <li>a value is taken out that was not put in, or only afterwards;
 *   <li>a value is taken out twice;
 *   <li>{@code a} was put in before {@code b}, and {@code b} was taken out before {@code a}, or {@code a} never;
 *   <li>the queue was found empty while one value after the other was surely inside.
 * </ul>
 *
 * <p>If there are none, putting in and taking out order the values without contradiction, since two interval orders
 * whose union has a cycle have one of length two; and the linearization follows that order. It takes the time to sort.
 *
 * <p>An operation that took out nobody knows what may have taken a value that would have to be out and that nobody else
 * took. Each of these values has a time by which it must be out: that of the first surely taken value that was put in
 * after it. As such operations never end and differ only in when they began, the first to begin goes to the value that
 * is due first, and if that does not do, nothing does. Where the queue was found empty as well, the time depends on when
 * exactly that was, so that this is only an attempt: if it fails, a short search must confirm the contradiction.
 */
record QueueMonitor() implements Monitor {
    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        return switch (Passages.of(problem, deadline)) {
            case Passages.Settled settled -> settled.finding();
            case Passages.Read read ->
                Passages.certain(
                        problem,
                        new Sequencing<>(problem, read.passages(), deadline).decide(),
                        read.passages().findings().length == 0);
        };
    }

    private static final class Sequencing<S> {
        private final Problem<S> problem;
        private final Passages passages;
        private final Deadline deadline;
        private final int count;
        private final int[] putFrom;
        private final int[] putBy;
        private final int[] takenFrom;
        private final int[] takenBy;
        private final int[] firstFindings;

        Sequencing(Problem<S> problem, Passages passages, Deadline deadline) {
            this.problem = problem;
            this.deadline = deadline;
            this.passages = passages;
            this.count = passages.count;
            this.putFrom = passages.putFrom;
            this.putBy = passages.putBy;
            this.takenFrom = passages.takenFrom;
            this.takenBy = passages.takenBy;
            this.firstFindings = firstFindings();
        }

        Finding decide() {
            BitSet shortage = assignUnseen();
            if (!shortage.isEmpty()) {
                return Passages.impossible(problem, shortage);
            }
            int[] byPutBy = Passages.sortedBy(putBy, count);
            Occupancy occupancy = new Occupancy(passages, byPutBy);
            Optional<Impossible> overtaken = overtaken(byPutBy);
            Optional<Impossible> surelyInside = surelyInside(occupancy);
            // Of two contradictions, the one that is complete first is nearer to the operation that broke it.
            if (overtaken.isPresent()
                    && surelyInside
                            .filter(other -> other.end() < overtaken.get().end())
                            .isEmpty()) {
                return overtaken.get();
            }
            return surelyInside.isPresent() ? surelyInside.get() : linearization(occupancy);
        }

        /** Lets unseen operations take the values that must be out; if they are too few, the operations that say so. */
        private BitSet assignUnseen() {
            if (passages.unseen().length == 0) {
                return new BitSet();
            }
            int[] byPutFrom = Passages.sortedBy(putFrom, count);
            int[] dueWith = new int[count];
            int first = Passages.NONE;
            for (int i = count - 1; i >= 0; i--) {
                int value = byPutFrom[i];
                if (passages.isTaken(value) && (first == Passages.NONE || takenBy[value] < takenBy[first])) {
                    first = value;
                }
                dueWith[i] = first;
            }
            int[] due = new int[count];
            int[] dueTo = new int[count];
            Arrays.fill(due, Passages.NEVER);
            for (int value = 0; value < count; value++) {
                deadline.look(value);
                int follower = firstAfter(byPutFrom, putBy[value]);
                int taken = follower < count ? dueWith[follower] : Passages.NONE;
                if (taken != Passages.NONE && mustBeTakenUnseen(value, takenBy[taken])) {
                    dueTo[value] = passages.take[taken];
                    due[value] = takenBy[taken];
                }
                int finding = firstFinding(putBy[value]);
                if (finding != Passages.NONE
                        && deadline(finding) < due[value]
                        && mustBeTakenUnseen(value, deadline(finding))) {
                    dueTo[value] = finding;
                    due[value] = deadline(finding);
                }
            }
            int[] byDue = Passages.sortedBy(due, count);
            for (int i = 0; i < count && due[byDue[i]] != Passages.NEVER; i++) {
                int value = byDue[i];
                if (!isUnseenInTime(i, due[value])) {
                    return shortage(byDue, i, dueTo);
                }
                passages.take[value] = passages.unseen()[i];
                takenFrom[value] = Math.max(putFrom[value], invocation(passages.unseen()[i]));
            }
            return new BitSet();
        }

        /** Whether it must be out by then, and nobody known can have taken it. */
        private boolean mustBeTakenUnseen(int value, int due) {
            return !passages.isTaken(value) && takenFrom[value] > due;
        }

        private boolean isUnseenInTime(int unseen, int due) {
            return unseen < passages.unseen().length && invocation(passages.unseen()[unseen]) < due;
        }

        private int firstAfter(int[] byPutFrom, int event) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (putFrom[byPutFrom[middle]] > event) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private BitSet shortage(int[] byDue, int last, int[] dueTo) {
            BitSet pattern = new BitSet();
            for (int i = 0; i <= last; i++) {
                pattern.or(passages.operationsOn(byDue[i]));
                pattern.set(dueTo[byDue[i]]);
            }
            return pattern;
        }

        /** Of the operations that found it empty and began after the event, the first to end. */
        private int firstFinding(int event) {
            int low = 0;
            int high = passages.findings().length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (invocation(passages.findings()[middle]) > event) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low < firstFindings.length ? firstFindings[low] : Passages.NONE;
        }

        /** For each operation that found it empty, the first to end of those that began no earlier. */
        private int[] firstFindings() {
            int[] first = passages.findings().clone();
            for (int i = first.length - 2; i >= 0; i--) {
                if (deadline(first[i + 1]) < deadline(first[i])) {
                    first[i] = first[i + 1];
                }
            }
            return first;
        }

        private int deadline(int item) {
            return problem.item(item).deadline();
        }

        private int invocation(int item) {
            return problem.item(item).invocation();
        }

        /** Whether the one must be put in before the other. */
        private boolean isPutBefore(int one, int other) {
            return putBy[one] < putFrom[other];
        }

        /** Whether the one, which was put in before the other, must be taken out after it. */
        private boolean isOvertaken(int one, int other) {
            return takenBy[other] < takenFrom[one];
        }

        /** The third bad pattern: of several, the one that is complete first. */
        private Optional<Impossible> overtaken(int[] byPutBy) {
            int last = Passages.NONE;
            int next = 0;
            int passed = Passages.NONE;
            int passing = Passages.NONE;
            for (int value : Passages.sortedBy(putFrom, count)) {
                deadline.look(next);
                while (next < count && isPutBefore(byPutBy[next], value)) {
                    int earlier = byPutBy[next++];
                    if (last == Passages.NONE || takenFrom[earlier] > takenFrom[last]) {
                        last = earlier;
                    }
                }
                if (last != Passages.NONE
                        && isOvertaken(last, value)
                        && (passing == Passages.NONE || takenBy[value] < takenBy[passing])) {
                    passed = last;
                    passing = value;
                }
            }
            return passing == Passages.NONE
                    ? Optional.empty()
                    : Optional.of(impossible(passages.operationsOn(passed, passing), takenBy[passing]));
        }

        /** The fourth bad pattern: of several, the one that is complete first. */
        private Optional<Impossible> surelyInside(Occupancy occupancy) {
            int first = Passages.NONE;
            for (int i = 0; i < passages.findings().length; i++) {
                deadline.look(i);
                int finding = passages.findings()[i];
                if (occupancy.emptyFrom(invocation(finding)) >= deadline(finding)
                        && (first == Passages.NONE || deadline(finding) < deadline(first))) {
                    first = finding;
                }
            }
            if (first == Passages.NONE) {
                return Optional.empty();
            }
            BitSet pattern = occupancy.cover(invocation(first), deadline(first));
            pattern.set(first);
            return Optional.of(impossible(pattern, deadline(first)));
        }

        /**
         * The finding that these items contradict each other by that event; where nobody knows what some operation took,
         * only when all have ended, for until a value is known to have been taken by somebody, that operation may have it.
         */
        private Impossible impossible(BitSet contradiction, int end) {
            return passages.unseen().length == 0
                    ? Passages.impossible(problem, contradiction, end)
                    : Passages.impossible(problem, contradiction);
        }

        /** The linearization in which each operation that found the queue empty takes effect as soon as it may be. */
        private Finding linearization(Occupancy occupancy) {
            int[] empty = new int[passages.findings().length];
            for (int i = 0; i < empty.length; i++) {
                deadline.look(i);
                empty[i] = occupancy.emptyFrom(invocation(passages.findings()[i]));
            }
            int[] pauses = Arrays.stream(empty).sorted().distinct().toArray();
            boolean[] mustBeOut = separate(pauses);
            int[] order = order();
            if (order.length < count) {
                return BEYOND;
            }
            Schedule schedule = new Schedule(2 * count + empty.length);
            for (int i = 0; i < empty.length; i++) {
                schedule.add(2 * empty[i] + 1, 0, passages.findings()[i]);
            }
            int lastTaken = count - 1;
            while (lastTaken >= 0 && !passages.isTaken(order[lastTaken])) {
                lastTaken--;
            }
            int put = -1;
            int taken = -1;
            for (int i = 0; i < count; i++) {
                deadline.look(i);
                int value = order[i];
                put = Math.max(put, putFrom[value]);
                schedule.add(put, 1, passages.put[value]);
                if (i <= lastTaken || mustBeOut[value]) {
                    taken = Math.max(Math.max(taken, takenFrom[value]), put);
                    schedule.add(taken, 2, passages.take[value]);
                }
            }
            return new Linearized(schedule.order());
        }

        /**
         * Doubles all times, so that there is room between two events, and sets the values that surely are put in before
         * a pause apart from the others: they are out by then, and the others come later. That no pause is within a time
         * at which a value is surely inside makes this possible, and it leads to no new contradiction.
         */
        private boolean[] separate(int[] pauses) {
            boolean[] mustBeOut = new boolean[count];
            for (int value = 0; value < count; value++) {
                int found = Arrays.binarySearch(pauses, putBy[value]);
                int next = found >= 0 ? found : -1 - found;
                int after = next == 0 ? 0 : 2 * pauses[next - 1] + 1;
                mustBeOut[value] = next < pauses.length;
                putFrom[value] = Math.max(2 * putFrom[value], after);
                putBy[value] = 2 * putBy[value];
                takenFrom[value] =
                        takenFrom[value] == Passages.NEVER ? Passages.NEVER : Math.max(2 * takenFrom[value], after);
                takenBy[value] = takenBy[value] == Passages.NEVER ? Passages.NEVER : 2 * takenBy[value];
                if (mustBeOut[value]) {
                    takenBy[value] = Math.min(takenBy[value], 2 * pauses[next] + 1);
                }
            }
            return mustBeOut;
        }

        /** The values in an order that neither putting in nor taking out contradicts; shorter if there is none. */
        private int[] order() {
            int[] order = new int[count];
            int ordered = 0;
            int[] ready = new int[count];
            int waiting = 0;
            boolean[] done = new boolean[count];
            boolean[] halfReady = new boolean[count];
            Frontier puts = new Frontier(putFrom, putBy, count);
            Frontier takes = new Frontier(takenFrom, takenBy, count);
            while (ordered < count) {
                deadline.look(ordered);
                for (Frontier frontier : new Frontier[] {puts, takes}) {
                    for (int value = frontier.next(done); value != Passages.NONE; value = frontier.next(done)) {
                        if (halfReady[value]) {
                            ready[waiting++] = value;
                        }
                        halfReady[value] = true;
                    }
                }
                if (waiting == 0) {
                    return Arrays.copyOf(order, ordered);
                }
                int value = ready[--waiting];
                done[value] = true;
                order[ordered++] = value;
            }
            return order;
        }
    }

    /** Gives the values that no other must precede, of those that are not done. */
    private static final class Frontier {
        private final int[] from;
        private final int[] by;
        private final int[] byStart;
        private final int[] byEnd;
        private int nextStart;
        private int nextEnd;

        Frontier(int[] from, int[] by, int count) {
            this.from = from;
            this.by = by;
            byStart = Passages.sortedBy(from, count);
            byEnd = Passages.sortedBy(by, count);
        }

        /** One that was not given yet; none if there is none. */
        int next(boolean[] done) {
            while (nextEnd < byEnd.length && done[byEnd[nextEnd]]) {
                nextEnd++;
            }
            int end = nextEnd < byEnd.length ? by[byEnd[nextEnd]] : Passages.NEVER;
            return nextStart < byStart.length && from[byStart[nextStart]] <= end ? byStart[nextStart++] : Passages.NONE;
        }
    }
}
