package next700.linearizability.streaming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import next700.history.Completion;
import next700.history.EventSink;
import next700.history.Moment;
import next700.history.Operation;
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
 * checker.invoke("c1", "put", Value.of(List.of(Value.of("k"), Value.of(1))), System.nanoTime(), 0);
 * ...
 * Summary summary = checker.finish();
 * }</pre>
 *
 * <p>An operation that concerns one key is checked with that key's alone, since linearizability is local (Herlihy and
 * Wing, theorem 1); then all of them must. It is exact: what it reports is a violation, and a history of which it reports
 * nothing in the end is linearizable, unless {@link Summary#givenUp} says otherwise. Operations that never return remain
 * open for ever and are remembered. Not for several threads at once.
 *
 * @param <S> the states of the specification
 */
public final class StreamingChecker<S> implements EventSink {
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
        return new StreamingChecker<>(specification, true, CONFIGURATION_LIMIT, listener);
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

    @Override
    public Optional<Operation> open(String process) {
        return Optional.ofNullable(open.get(process)).map(called -> called.call.operation());
    }

    @Override
    public long now() {
        return now;
    }

    /**
     * {@inheritDoc}
     *
     * @throws next700.linearizability.UnintelligibleOperationException if it means nothing to the specification
     */
    @Override
    public StreamingChecker<S> invoke(String process, String function, Value argument, long time, int line) {
        if (open.containsKey(process)) {
            throw new IllegalStateException("process " + process + " has an open operation");
        }
        Moment invoked = moment(time, line);
        Operation operation =
                new Operation(operations++, process, function, argument, invoked, new Completion.Unknown());
        Meaning<S> meaning = specification.interpret(operation);
        Part<S> part = part(partitioned ? meaning.key() : Optional.empty());
        Call<S> call = new Call<>(operation, meaning);
        open.put(process, new Called<>(part, call));
        changing(part, () -> part.invoked(call));
        return this;
    }

    @Override
    public StreamingChecker<S> ok(String process, Value result, long time, int line) {
        return complete(process, new Completion.Ok(result, moment(time, line)));
    }

    @Override
    public StreamingChecker<S> fail(String process, Value result, long time, int line) {
        return complete(process, new Completion.Failed(result, moment(time, line)));
    }

    @Override
    public StreamingChecker<S> unknown(String process) {
        return complete(process, new Completion.Unknown());
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
        List.copyOf(open.keySet()).forEach(this::unknown);
        return summary();
    }

    private StreamingChecker<S> complete(String process, Completion completion) {
        Called<S> called = open.remove(process);
        if (called == null) {
            throw new IllegalStateException("process " + process + " has no open operation");
        }
        Operation begun = called.call.operation();
        Operation ended = new Operation(
                begun.index(), begun.process(), begun.function(), begun.argument(), begun.invoked(), completion);
        called.call.end(ended, specification.interpret(ended));
        changing(called.part, () -> called.part.ended(called.call));
        return this;
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

    private Moment moment(long time, int line) {
        if (time < now) {
            throw new IllegalStateException("time goes back from " + now + " to " + time);
        }
        now = time;
        return new Moment(events++, time, line);
    }
}
