package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import next700.history.History;
import next700.history.Value;

/**
 * All histories of up to so many operations, each by a process of its own and each one of a list of operations: in all
 * orders of their invocations and completions. Neighbouring invocations can change places without changing what comes
 * before what, and so can neighbouring completions: of the histories that differ in that only, one is made.
 *
 * <p>An operation is written as its function and what it was given or answered, with {@code ?} if it never ends. Two
 * values of one history may be taken for each other, so only histories in which 1 comes before 2 are made.
 */
final class AllHistories {
    static final int UP_TO = Integer.getInteger("next700.operations", 4);

    private record Kind(String function, Value value, boolean ends) {
        static Kind of(String text) {
            String[] words = text.split(" ", -1);
            boolean ends = !words[words.length - 1].equals("?");
            Value value = words[1].matches("[0-9]+") ? Value.of(Long.parseLong(words[1])) : Value.NIL;
            return new Kind(words[0], value, ends);
        }
    }

    private final List<Kind> kinds;
    private final int most;
    private final Consumer<History> use;
    private final List<Kind> chosen = new ArrayList<>();
    private final List<Integer> events = new ArrayList<>();

    private AllHistories(List<Kind> kinds, int most, Consumer<History> use) {
        this.kinds = kinds;
        this.most = most;
        this.use = use;
    }

    static void of(List<String> kinds, int most, Consumer<History> use) {
        new AllHistories(kinds.stream().map(Kind::of).toList(), most, use).extend(new ArrayList<>());
    }

    /** Goes on with an invocation, or with the completion of one that is open. */
    private void extend(List<Integer> open) {
        if (open.isEmpty()) {
            use.accept(history());
        }
        for (Integer operation : open) {
            if (!events.isEmpty() && events.getLast() < 0 && operation < ~events.getLast()) {
                continue;
            }
            List<Integer> others =
                    open.stream().filter(other -> !other.equals(operation)).toList();
            events.add(~operation);
            extend(others);
            events.removeLast();
        }
        if (chosen.size() < most) {
            for (Kind kind : kinds) {
                chosen.add(kind);
                if (isInOrder() && isCanonical()) {
                    int operation = chosen.size() - 1;
                    List<Integer> more = new ArrayList<>(open);
                    if (kind.ends) {
                        more.add(operation);
                    }
                    events.add(operation);
                    extend(more);
                    events.removeLast();
                }
                chosen.removeLast();
            }
        }
    }

    /** Whether the operation chosen last may be invoked right after the event before. */
    private boolean isInOrder() {
        return events.isEmpty()
                || events.getLast() < 0
                || kinds.indexOf(chosen.get(events.getLast())) <= kinds.indexOf(chosen.getLast());
    }

    private boolean isCanonical() {
        return chosen.stream()
                .map(Kind::value)
                .filter(value -> !value.equals(Value.NIL))
                .findFirst()
                .map(Value.of(1)::equals)
                .orElse(true);
    }

    private History history() {
        History.Builder history = History.builder(String.valueOf(events));
        for (int i = 0; i < events.size(); i++) {
            int operation = events.get(i) < 0 ? ~events.get(i) : events.get(i);
            Kind kind = chosen.get(operation);
            String process = "p" + operation;
            if (events.get(i) < 0) {
                history.ok(process, kind.value, i);
            } else {
                history.invoke(process, kind.function, kind.value, i);
            }
        }
        return history.build();
    }
}
