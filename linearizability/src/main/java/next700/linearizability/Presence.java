package next700.linearizability;

import java.util.BitSet;
import next700.history.Value;

/**
 * One value of a set, which was added once at most and removed once at most: it is there from the one to the other.
 *
 * <p>Who saw it there says that it was added before that ended, and removed only after that began. So much being kept to, it
 * is best added as late and removed as early as possible, since that leaves the most time to those who did not see it: they
 * must begin before it is added or end after it is removed. If it can be removed before it must have been added, both can
 * happen at one moment, and whoever did not see it came just before or just after.
 *
 * <p>An addition of which nobody knows whether it happened is left out if nobody saw the value, and is one that never ends
 * otherwise. A removal of which nobody knows never ends. A removal that does not tell whether the value was there may have
 * come before the addition; if it cannot have come after, that is tried.
 */
final class Presence<S> {
    private static final int NONE = -1;
    private static final int NEVER = Integer.MAX_VALUE;

    private final Problem<S> problem;
    private final Deadline deadline;
    private int addition = NONE;
    private int removal = NONE;
    private boolean removesSurely;
    /** Of those who saw it, the first to end and the last to begin. */
    private int firstSeen = NONE;

    private int lastSeen = NONE;

    /** After which events it is added and removed. */
    private int addedAfter;

    private int removedAfter;

    Presence(Problem<S> problem, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
    }

    Monitor.Finding decide() {
        if (!read()) {
            return Monitor.BEYOND;
        }
        boolean isSeen = firstSeen != NONE || removesSurely;
        if (addition == NONE && isSeen) {
            return impossible(Passages.items(firstSeen == NONE ? removal : firstSeen));
        }
        if (!isSeen && (addition == NONE || !problem.item(addition).required())) {
            return new Monitor.Linearized(absent());
        }
        boolean mayComeBefore = removal != NONE && problem.item(removal).required() && !removesSurely;
        BitSet contradiction = place(removal != NONE);
        if (contradiction.isEmpty()) {
            return new Monitor.Linearized(order(removal != NONE));
        }
        if (mayComeBefore) {
            BitSet another = place(false);
            if (another.isEmpty()) {
                return new Monitor.Linearized(order(false));
            }
            contradiction.or(another);
        }
        return impossible(contradiction);
    }

    /** False if it was added or removed more than once, or is not the only one. */
    private boolean read() {
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            if (!valueOf(item).equals(valueOf(0))) {
                return false;
            }
            switch (problem.item(item).transition()) {
                case ValueSet.Add add -> {
                    if (addition != NONE) {
                        return false;
                    }
                    addition = item;
                }
                case ValueSet.Remove remove -> {
                    if (removal != NONE) {
                        return false;
                    }
                    removal = item;
                    removesSurely = remove.wasThere() && problem.item(item).required();
                }
                case ValueSet.Contains contains -> {
                    if (contains.found()) {
                        firstSeen = firstSeen == NONE || end(item) < end(firstSeen) ? item : firstSeen;
                        lastSeen = item;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private Value valueOf(int item) {
        return switch (problem.item(item).transition()) {
            case ValueSet.Add add -> add.value();
            case ValueSet.Remove remove -> remove.value();
            case ValueSet.Contains contains -> contains.value();
            default -> Value.NIL;
        };
    }

    /** Chooses when it is added, and removed if it is; if that cannot be, returns the operations that say so. */
    private BitSet place(boolean removed) {
        int latest = addition;
        if (firstSeen != NONE && end(firstSeen) < end(latest)) {
            latest = firstSeen;
        }
        if (removed && end(removal) < end(latest)) {
            latest = removal;
        }
        int earliest = addition;
        if (lastSeen != NONE && begin(lastSeen) > begin(earliest)) {
            earliest = lastSeen;
        }
        if (removed && begin(removal) > begin(earliest)) {
            earliest = removal;
        }
        removedAfter = removed ? begin(earliest) : NEVER;
        addedAfter = Math.min(end(latest) - 1, removedAfter);
        if (isTooLate(addition, addedAfter)) {
            return items(latest);
        }
        if (removed && isOver(removal, removedAfter)) {
            return items(earliest);
        }
        if (removal != NONE && !removed && problem.item(removal).required() && isTooLate(removal, addedAfter)) {
            return items(latest);
        }
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            if (isAbsence(item) && isTooLate(item, addedAfter) && isOver(item, removedAfter)) {
                BitSet contradiction = items(latest, item);
                contradiction.set(earliest);
                return contradiction;
            }
        }
        return new BitSet();
    }

    private boolean isAbsence(int item) {
        return problem.item(item).transition() instanceof ValueSet.Contains contains && !contains.found();
    }

    /** Whether the operation begins only after the moment just behind that event. */
    private boolean isTooLate(int item, int event) {
        return begin(item) > event;
    }

    /** Whether the operation has ended at the moment just behind that event. */
    private boolean isOver(int item, int event) {
        return end(item) <= event;
    }

    private Order order(boolean removed) {
        Schedule schedule = new Schedule(problem.size());
        schedule.add(addedAfter, 1, addition);
        if (removed) {
            schedule.add(removedAfter, 3, removal);
        }
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            boolean isPlaced = item == addition
                    || (item == removal && (removed || !problem.item(item).required()));
            if (isPlaced) {
                continue;
            }
            boolean isBefore = item == removal || isAbsence(item);
            if (!isBefore) {
                schedule.add(Math.max(begin(item), addedAfter), 2, item);
            } else if (!isTooLate(item, addedAfter)) {
                schedule.add(begin(item), 0, item);
            } else {
                schedule.add(Math.max(begin(item), removedAfter), 3, item);
            }
        }
        return schedule.order();
    }

    /** What needs a place, where the value never was there. */
    private Order absent() {
        Schedule schedule = new Schedule(problem.size());
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            if (problem.item(item).required()) {
                schedule.add(begin(item), 0, item);
            }
        }
        return schedule.order();
    }

    private Monitor.Impossible impossible(BitSet contradiction) {
        return Monitor.Impossible.of(problem, contradiction);
    }

    /** These, and what changes the set. */
    private BitSet items(int... chosen) {
        BitSet items = Passages.items(chosen);
        items.set(addition);
        if (removal != NONE) {
            items.set(removal);
        }
        return items;
    }

    private int begin(int item) {
        return problem.item(item).invocation();
    }

    private int end(int item) {
        return problem.item(item).deadline();
    }
}
