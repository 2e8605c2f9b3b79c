package next700.linearizability.streaming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import next700.history.Completion;
import next700.history.Moment;
import next700.history.Operation;
import next700.history.RecordedEvent;
import next700.history.Value;
import next700.linearizability.Meaning;
import next700.linearizability.Specification;
import next700.linearizability.streaming.Part.Call;

/**
 * Checks the linearizability of a history while it grows, remembering of each key only the operations that are open and
 * the states that it can be in:
 *
 * <pre>{@code
 * StreamingChecker<?> checker = StreamingChecker.of(new KeyValue(), found -> alarm(found.explain()));
 * new HistoryReader().read("recording", input, checker);
 * Summary summary = checker.finish();
 * }</pre>
 *
 * <p>An operation that concerns one key is checked with that key's alone, since linearizability is local (Herlihy and
 * Wing, "Linearizability", TOPLAS 1990); then all of them must. It is exact: what it reports is a violation, and a history of which it reports
 * nothing in the end is linearizable, unless {@link Summary#givenUp} says otherwise. Operations that never return remain
 * open for ever and are remembered. Not for several threads at once.
 *
 * @param <S> the states of the specification
 */
public final class StreamingChecker<S> implements Consumer<RecordedEvent> {
    /** How many ways in which one key's history can have happened are looked at, at each event, before giving up. */
    public static final int CONFIGURATION_LIMIT = 100_000;

    private final Specification<S> specification;
    private final boolean partitioned;
    private final int limit;
    private final Consumer<Contradiction> listener;

    private final Map<Optional<Value>, Part<S>> parts = new LinkedHashMap<>();
    private final Map<String, Called<S>> open = new HashMap<>();
    private final List<Contradiction> contradictions = new ArrayList<>();
    private final List<Optional<Value>> givenUp = new ArrayList<>();
    private int operations;
    private int events;
    private long now = Long.MIN_VALUE;

    private record Called<S>(Part<S> part, Call<S> call) {}

    private StreamingChecker(
            Specification<S> specification, boolean partitioned, int limit, Consumer<Contradiction> listener) {
        this.specification = specification;
        this.partitioned = partitioned;
        this.limit = limit;
        this.listener = listener;
    }

    /** A checker that tells of each contradiction as soon as it is one: of one for each key, after which that is left. */
    public static <S> StreamingChecker<S> of(Specification<S> specification, Consumer<Contradiction> listener) {
        return new StreamingChecker<>(
                specification, specification.tellsKeysWhenInvoked(), CONFIGURATION_LIMIT, listener);
    }

    /** A checker, fresh, that gives up a key when more than so many ways would have to be looked at. */
    public StreamingChecker<S> withConfigurationLimit(int most) {
        return new StreamingChecker<>(specification, partitioned, most, listener);
    }

    /** A checker, fresh, that takes all keys together: for objects with operations on more than one. */
    public StreamingChecker<S> unpartitioned() {
        return new StreamingChecker<>(specification, false, limit, listener);
    }

    /**
     * What is known of a history.
     *
     * @param operations how many have been invoked
     * @param parts how many independent parts they fall into
     * @param contradictions what was found, one for each part
     * @param givenUp the keys of parts of which there were too many ways to look at
     * @param waiting how many events wait for an earlier operation to end
     */
    public record Summary(
            int operations, int parts, List<Contradiction> contradictions, List<Optional<Value>> givenUp, int waiting) {
        public Summary {
            contradictions = List.copyOf(contradictions);
            givenUp = List.copyOf(givenUp);
        }
    }

    /**
     * The next event.
     *
     * @throws IllegalStateException if it cannot follow those before it: a process that waits for an answer calls, one
     *     that does not wait is answered, time goes back, or operations of the whole object follow those of one key
     * @throws next700.linearizability.UnintelligibleOperationException if it means nothing to the specification
     */
    @Override
    public void accept(RecordedEvent event) {
        if (event.time() < now) {
            throw new IllegalStateException("time goes back from " + now + " to " + event.time());
        }
        now = event.time();
        Moment moment = new Moment(events++, event.time(), event.line());
        switch (event.type()) {
            case INVOKE -> invoke(event, moment);
            case OK -> complete(event.process(), new Completion.Ok(event.value(), moment));
            case FAIL -> complete(event.process(), new Completion.Failed(event.value(), moment));
            case INFO -> complete(event.process(), new Completion.Unknown());
        }
    }

    /** Looks at the events that wait for an operation to end, as far as is possible without it. */
    public void lookAhead() {
        for (Part<S> part : parts.values()) {
            if (part.status() == Part.Status.POSSIBLE) {
                changing(part, part::lookAhead);
            }
        }
    }

    /** What is known so far. */
    public Summary summary() {
        int waiting = parts.values().stream().mapToInt(Part::waitingEvents).sum();
        return new Summary(operations, parts.size(), contradictions, givenUp, waiting);
    }

    /** The history has ended: nothing more will be known of what is open. */
    public Summary finish() {
        List.copyOf(open.keySet()).forEach(process -> complete(process, new Completion.Unknown()));
        return summary();
    }

    private void invoke(RecordedEvent event, Moment invoked) {
        if (open.containsKey(event.process())) {
            throw new IllegalStateException("process " + event.process() + " has an open operation");
        }
        Operation operation = new Operation(
                operations++, event.process(), event.function(), event.value(), invoked, new Completion.Unknown());
        Meaning<S> meaning = specification.interpret(operation);
        Part<S> part = part(partitioned ? meaning.key() : Optional.empty());
        Call<S> call = new Call<>(operation, meaning);
        open.put(event.process(), new Called<>(part, call));
        changing(part, () -> part.invoked(call));
    }

    private void complete(String process, Completion completion) {
        Called<S> called = open.remove(process);
        if (called == null) {
            throw new IllegalStateException("process " + process + " has no open operation");
        }
        Operation begun = called.call.operation();
        Operation ended = new Operation(
                begun.index(), begun.process(), begun.function(), begun.argument(), begun.invoked(), completion);
        called.call.end(ended, specification.interpret(ended));
        changing(called.part, () -> called.part.ended(called.call));
    }

    private void changing(Part<S> part, Runnable step) {
        Part.Status before = part.status();
        step.run();
        if (part.status() == before) {
            return;
        }
        if (part.status() == Part.Status.CONTRADICTED) {
            contradictions.add(part.contradiction());
            listener.accept(part.contradiction());
        } else {
            givenUp.add(part.key());
        }
    }

    private Part<S> part(Optional<Value> key) {
        Part<S> known = parts.get(key);
        if (known != null) {
            return known;
        }
        if (!parts.isEmpty() && (key.isEmpty() || parts.containsKey(Optional.<Value>empty()))) {
            throw new IllegalStateException(
                    "operations on one key and on the whole object in one history: it must be checked unpartitioned");
        }
        Part<S> part = new Part<>(specification, key, limit);
        parts.put(key, part);
        return part;
    }
}
