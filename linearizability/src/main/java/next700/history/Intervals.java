package next700.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Entries that are whole operations, as spans of a tracer are: {@code start} and {@code end}, and what was answered as
 * {@code result}. They become invocations and completions in the order of time; where a call and an answer have the same, the
 * call goes first, so that nothing is held to be ordered that might not be. Without an {@code end} there was no answer. An
 * answer without a result is what was asked, as Jepsen has it. A process that has several calls open at once, or is not
 * told, gets names of its own.
 */
final class Intervals {
    private static final String START = "start";
    private static final String END = "end";
    private static final Value NEMESIS = Value.of("nemesis");

    private record Moment(long time, boolean ends, Entry entry) {}

    private final List<Moment> moments = new ArrayList<>();

    private Optional<Boolean> isOfIntervals = Optional.empty();

    /** Whether the recording is of whole operations, as its first entry tells; then this one is taken down. */
    boolean take(Entry entry) {
        if (entry.value("process").equals(NEMESIS)) {
            return isOfIntervals.orElse(false);
        }
        if (isOfIntervals.isEmpty()) {
            isOfIntervals = Optional.of(entry.has(START) && !isInvocation(entry));
        }
        if (isOfIntervals.get()) {
            add(entry);
        }
        return isOfIntervals.get();
    }

    private static boolean isInvocation(Entry entry) {
        return entry.value("type").equals(Value.of("invoke"));
    }

    private void add(Entry entry) {
        if (isInvocation(entry)) {
            throw entry.error("type", "an invocation among whole operations");
        }
        long start = time(entry, START);
        moments.add(new Moment(start, false, entry));
        if (!entry.value(END).equals(Value.NIL)) {
            long end = time(entry, END);
            if (end < start) {
                throw entry.error(END, "it ends at %d, before it starts at %d".formatted(end, start));
            }
            moments.add(new Moment(end, true, entry));
        }
    }

    /** Hands on what there is, in order. */
    void replay(Consumer<Entry> reader, Consumer<String> remarks) {
        moments.sort(Comparator.comparingLong(Moment::time).thenComparing(Moment::ends));
        Map<Entry, String> processes = new HashMap<>();
        Set<String> open = new HashSet<>();
        boolean renamed = false;
        for (Moment moment : moments) {
            Entry entry = moment.entry;
            if (moment.ends) {
                String process = processes.remove(entry);
                open.remove(process);
                reader.accept(completion(entry, process, moment.time));
                continue;
            }
            String told = entry.optionalName("process").orElse("");
            String process = told;
            for (int i = 1; process.isEmpty() || !open.add(process); i++) {
                process = told + "#" + i;
                renamed |= !told.isEmpty();
            }
            processes.put(entry, process);
            reader.accept(part(entry, process, "invoke", entry.value("value"), moment.time));
        }
        if (renamed) {
            remarks.accept("some processes had several calls open at once; each such call is of a process of its own");
        }
    }

    private static Entry completion(Entry entry, String process, long time) {
        Value result = entry.value("result");
        return part(
                entry,
                process,
                entry.optionalText("type").orElse("ok"),
                result.equals(Value.NIL) ? entry.value("value") : result,
                time);
    }

    private static Entry part(Entry entry, String process, String type, Value value, long time) {
        Entry part = entry.empty();
        part.add("process", Value.of(process), entry.line(), 1);
        part.add("type", Value.of(type), entry.line(), 1);
        part.add("f", Value.of(entry.text("f")), entry.line(), 1);
        if (entry.has("key")) {
            part.add("key", entry.value("key"), entry.line(), 1);
        }
        part.add("value", value, entry.line(), 1);
        part.add("time", Value.of(time), entry.line(), 1);
        return part;
    }

    /** Tracers write nanoseconds as texts, since not all readers of JSON have whole numbers of 64 bits. */
    private static long time(Entry entry, String name) {
        Optional<String> text =
                entry.value(name) instanceof Value.Text digits ? Optional.of(digits.value()) : Optional.empty();
        try {
            return text.isPresent() ? Long.parseLong(text.get()) : entry.whole(name);
        } catch (NumberFormatException e) {
            throw entry.error(name, "'" + name + "' must be a whole number");
        }
    }
}
