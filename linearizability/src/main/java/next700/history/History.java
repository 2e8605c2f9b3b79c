package next700.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was observed of a concurrent object: its operations in the order of their invocations, with the order of all
 * invocations and completions (Herlihy and Wing, "Linearizability", TOPLAS 1990, where it is a sequence of
 * invocation and response events).
 *
 * <p>The order of events is the order in which they were added; their times must not contradict it. Where two events
 * have the same time, the one added first counts as the earlier: who merges recordings puts invocations before
 * completions there, which {@link #merge} does, so that operations that only seem ordered count as concurrent.
 */
public final class History {
    private final String source;
    private final List<Operation> operations;

    private History(String source, List<Operation> operations) {
        this.source = source;
        this.operations = List.copyOf(operations);
    }

    /** A history to be filled, whose errors and reports call it {@code source}. */
    public static Builder builder(String source) {
        return new Builder(source);
    }

    /** Where it comes from, as shown to people: a file's name, for instance. */
    public String source() {
        return source;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** How many operations it has. */
    public int size() {
        return operations.size();
    }

    /**
     * The recordings as one history, ordered by their times, which must come from one clock. At equal times
     * invocations stand before completions. The recordings must not share processes.
     *
     * @throws IllegalArgumentException if two of them have a process in common
     */
    public static History merge(String source, List<History> recordings) {
        Map<String, History> owners = new LinkedHashMap<>();
        PriorityQueue<Recording> next = new PriorityQueue<>();
        for (History recording : recordings) {
            for (Operation operation : recording.operations) {
                History owner = owners.putIfAbsent(operation.process(), recording);
                if (owner != null && !owner.equals(recording)) {
                    throw new IllegalArgumentException("process " + operation.process() + " is in " + owner.source
                            + " and in " + recording.source);
                }
            }
            if (!recording.operations.isEmpty()) {
                next.add(new Recording(next.size(), recording.events()));
            }
        }
        Builder merged = builder(source);
        while (!next.isEmpty()) {
            Recording recording = next.remove();
            recording.events.remove().addTo(merged);
            if (!recording.events.isEmpty()) {
                next.add(recording);
            }
        }
        return merged.build();
    }

    /** Hands over the events in their order, as a reader of the recording would. */
    public void replay(Consumer<RecordedEvent> reader) {
        Set<String> open = new HashSet<>();
        for (Event event : events()) {
            String process = event.operation.process();
            if (event.completes) {
                open.remove(process);
            } else if (!open.add(process)) {
                reader.accept(event.abandonment());
            }
            reader.accept(event.recorded(event.at.line()));
        }
    }

    /** The invocations and completions in their order; what is not known to have completed has no completion. */
    Queue<Event> events() {
        List<Event> events = new ArrayList<>(2 * operations.size());
        for (Operation operation : operations) {
            events.add(new Event(operation, operation.invoked(), false));
            operation.completion().moment().ifPresent(at -> events.add(new Event(operation, at, true)));
        }
        events.sort(Comparator.comparingInt(event -> event.at.position()));
        return new ArrayDeque<>(events);
    }

    /** The invocation of an operation, or its completion. */
    record Event(Operation operation, Moment at, boolean completes) {
        void addTo(Builder history) {
            if (!completes && history.isOpen(operation.process())) {
                history.add(abandonment());
            }
            history.add(recorded(0));
        }

        RecordedEvent recorded(int line) {
            if (!completes) {
                return event(RecordedEvent.Type.INVOKE, operation.argument(), line);
            }
            return switch (operation.completion()) {
                case Completion.Ok ok -> event(RecordedEvent.Type.OK, ok.value(), line);
                case Completion.Failed failed -> event(RecordedEvent.Type.FAIL, failed.value(), line);
                case Completion.Unknown unknown -> throw new IllegalStateException("it has not completed");
            };
        }

        /** That the process gave up what it had called before, so that it can call this. */
        RecordedEvent abandonment() {
            return event(RecordedEvent.Type.INFO, Value.NIL, 0);
        }

        private RecordedEvent event(RecordedEvent.Type type, Value value, int line) {
            return new RecordedEvent(type, operation.process(), operation.function(), value, at.time(), line);
        }
    }

    /** What is left to merge of one recording; never empty while it is compared. */
    private record Recording(int number, Queue<Event> events) implements Comparable<Recording> {
        private static final Comparator<Recording> ORDER = Comparator.<Recording>comparingLong(
                        recording -> recording.events.element().at.time())
                .thenComparing(recording -> recording.events.element().completes)
                .thenComparingInt(Recording::number);

        @Override
        public int compareTo(Recording other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A history being recorded or read, event by event. Not for several threads at once.
     *
     * <p>A process whose operation ended as unknown may go on: the operation stays open for ever, as one of a process
     * that crashed, and what the process does next is somebody else's. (Jepsen gives it a new number there; recorders
     * that do not are understood all the same.)
     */
    public static final class Builder {
        private final String source;
        private final List<Operation> operations = new ArrayList<>();
        private final Map<String, Integer> open = new LinkedHashMap<>();
        private int events;
        private long now = Long.MIN_VALUE;

        private Builder(String source) {
            this.source = source;
        }

        /** Whether the process waits for an answer. */
        public boolean isOpen(String process) {
            return open.containsKey(process);
        }

        /** The operation for whose answer the process waits. */
        public Optional<Operation> open(String process) {
            return Optional.ofNullable(open.get(process)).map(operations::get);
        }

        /** The time of the latest event, which the next one's must reach; the smallest long before the first. */
        public long now() {
            return now;
        }

        /**
         * The next event.
         *
         * @throws IllegalStateException as {@link #invoke(String, String, Value, long, int)} does
         */
        public Builder add(RecordedEvent event) {
            return switch (event.type()) {
                case INVOKE -> invoke(event.process(), event.function(), event.value(), event.time(), event.line());
                case OK -> ok(event.process(), event.value(), event.time(), event.line());
                case FAIL -> fail(event.process(), event.value(), event.time(), event.line());
                case INFO -> unknown(event.process());
            };
        }

        public Builder invoke(String process, String function, Value argument, long time) {
            return invoke(process, function, argument, time, 0);
        }

        /**
         * A process calls a function.
         *
         * @param line where it was read, or 0
         * @throws IllegalStateException if the process waits for an answer, or the time is before that of the latest
         *     event
         */
        public Builder invoke(String process, String function, Value argument, long time, int line) {
            if (isOpen(process)) {
                throw new IllegalStateException("process " + process + " has an open operation");
            }
            int index = operations.size();
            Moment moment = moment(time, line);
            operations.add(new Operation(index, process, function, argument, moment, new Completion.Unknown()));
            open.put(process, index);
            return this;
        }

        public Builder ok(String process, Value result, long time) {
            return ok(process, result, time, 0);
        }

        /** The open operation of the process took effect. The exceptions are those of {@link #invoke}. */
        public Builder ok(String process, Value result, long time, int line) {
            return complete(process, new Completion.Ok(result, moment(time, line)));
        }

        public Builder fail(String process, Value result, long time) {
            return fail(process, result, time, 0);
        }

        /** The open operation of the process was refused. The exceptions are those of {@link #invoke}. */
        public Builder fail(String process, Value result, long time, int line) {
            return complete(process, new Completion.Failed(result, moment(time, line)));
        }

        /** The process gave up its open operation, of which nothing more will be known. */
        public Builder unknown(String process) {
            return complete(process, new Completion.Unknown());
        }

        /** The history so far. Operations that are still open are unknown. */
        public History build() {
            return new History(source, operations);
        }

        private Builder complete(String process, Completion completion) {
            Integer index = open.remove(process);
            if (index == null) {
                throw new IllegalStateException("process " + process + " has no open operation");
            }
            Operation called = operations.get(index);
            operations.set(
                    index,
                    new Operation(
                            called.index(),
                            called.process(),
                            called.function(),
                            called.argument(),
                            called.invoked(),
                            completion));
            return this;
        }

        private Moment moment(long time, int line) {
            if (time < now) {
                throw new IllegalStateException("time goes back from " + now + " to " + time);
            }
            now = time;
            return new Moment(events++, time, line);
        }
    }
}
