package next700.linearizability;

import java.util.List;

/**
 * The invocations and completions of the items that are not placed, in their order: the doubly linked list of Wing and
 * Gong's search ("Testing and verifying concurrent objects", JPDC 1993). Taking an item out and putting it back are
 * constant; items must be put back in the opposite order.
 *
 * <p>A place is the number of an event, {@link #START} before all and {@link #END} after all. Optional items have no
 * completion: nothing has to happen before it.
 */
final class Timeline {
    static final int START = 0;
    static final int END = 1;

    private final int[] next;
    private final int[] previous;

    /**
     * The timeline of the items, which come in the order of their invocations.
     *
     * @throws Deadline.PassedException if there were too many items for the time
     */
    <S> Timeline(List<Problem.Item<S>> items, Deadline deadline) {
        int places = 2 + 2 * items.size();
        next = new int[places];
        previous = new int[places];
        int[] completions = new int[items.size()];
        for (int i = 0; i < completions.length; i++) {
            deadline.look(i);
            completions[i] = items.get(i).deadline();
        }
        int[] byCompletion = Passages.sortedBy(completions, completions.length);
        int completed = 0;
        int last = START;
        for (int i = 0; i <= completions.length; i++) {
            deadline.look(i);
            int invoked = i < completions.length ? items.get(i).invocation() : Integer.MAX_VALUE;
            for (; completed < i && completions[byCompletion[completed]] < invoked; completed++) {
                int place = completion(byCompletion[completed]);
                link(last, place);
                last = place;
            }
            if (i < completions.length) {
                link(last, invocation(i));
                last = invocation(i);
            }
        }
        link(last, END);
    }

    int next(int place) {
        return next[place];
    }

    /** The item whose completion comes first. */
    int firstCompleted() {
        int place = next[START];
        while (isInvocation(place)) {
            place = next[place];
        }
        return item(place);
    }

    static int invocation(int item) {
        return 2 + 2 * item;
    }

    static int item(int place) {
        return (place - 2) >> 1;
    }

    static boolean isInvocation(int place) {
        return place > END && (place & 1) == 0;
    }

    void remove(Problem.Item<?> item, int number) {
        unlink(invocation(number));
        if (item.required()) {
            unlink(completion(number));
        }
    }

    void restore(Problem.Item<?> item, int number) {
        if (item.required()) {
            relink(completion(number));
        }
        relink(invocation(number));
    }

    static int completion(int item) {
        return 3 + 2 * item;
    }

    private void link(int before, int after) {
        next[before] = after;
        previous[after] = before;
    }

    private void unlink(int place) {
        link(previous[place], next[place]);
    }

    private void relink(int place) {
        next[previous[place]] = place;
        previous[next[place]] = place;
    }
}
