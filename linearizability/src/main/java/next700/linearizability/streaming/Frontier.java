package next700.linearizability.streaming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import next700.history.Operation;
import next700.linearizability.Meaning;
import next700.linearizability.Meaning.Fate;
import next700.linearizability.Transition;

/**
 * All the ways in which a history can have happened up to some event, and no more: just-in-time linearization (Lowe,
 * "Testing for linearizability", CCPE 2017), going through the history once, so that only operations that are
 * pending have to be remembered.
 *
 * <p>An operation takes effect when it must, at its completion at the latest, or before another that completes and
 * needs it. What need not be tried, because another way can do whatever it can:
 *
 * <ul>
 *   <li>An observation that is legal takes effect at once.
 *   <li>Operations that may never have happened take effect only where they change something, the interchangeable ones
 *       in the order of their invocations, and a way that used fewer of them stands for one that used more.
 *   <li>An operation that overwrites whatever was there is not tried where it would be overwritten before anybody saw
 *       it: see {@link Configuration#overwrittenAt}.
 * </ul>
 */
final class Frontier<S> {
    /** What a completion leaves. */
    enum Outcome {
        POSSIBLE,
        /** In no way can the operation have completed so: the frontier stays as it was before. */
        IMPOSSIBLE,
        /** There are more ways than may be looked at. */
        TOO_MANY
    }

    /** An operation that has been invoked and has not completed. */
    private record Pending<S>(Operation operation, Meaning<S> meaning, boolean overwrites, int slot, int twin) {
        boolean isOptional() {
            return meaning.fate() == Fate.POSSIBLE;
        }

        boolean isObservation() {
            return meaning.fate() == Fate.OBSERVED;
        }

        int invokedAt() {
            return operation.invoked().position();
        }
    }

    private static final int NO_TWIN = -1;

    private final int limit;
    private final List<Pending<S>> observations = new ArrayList<>();
    private final List<Pending<S>> changes = new ArrayList<>();
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private int slots;
    private final Map<Integer, Pending<S>> byOperation = new HashMap<>();
    private final Map<Transition<S>, Integer> latestOptional = new HashMap<>();
    private Slots changing = Slots.NONE;
    private Slots optional = Slots.NONE;
    private List<Configuration<S>> configurations = new ArrayList<>();

    Frontier(S initial, int limit) {
        this.limit = limit;
        configurations.add(new Configuration<>(initial, Slots.NONE, -1));
    }

    private Frontier(Frontier<S> other) {
        limit = other.limit;
        observations.addAll(other.observations);
        changes.addAll(other.changes);
        slots = other.slots;
        freeSlots.addAll(other.freeSlots);
        byOperation.putAll(other.byOperation);
        latestOptional.putAll(other.latestOptional);
        changing = other.changing;
        optional = other.optional;
        configurations = new ArrayList<>(other.configurations);
    }

    /** Another one that has come as far, and goes its own way. */
    Frontier<S> copy() {
        return new Frontier<>(this);
    }

    /** The states that the object can be in. */
    List<S> states() {
        return configurations.stream().map(Configuration::state).distinct().toList();
    }

    /** The operations that have been invoked, may still take effect, and concern the state. */
    List<Operation> open() {
        return Stream.concat(changes.stream(), observations.stream())
                .map(Pending::operation)
                .sorted(Comparator.comparingInt(Operation::index))
                .toList();
    }

    /** The operation begins; its meaning tells how it will end. */
    void invoke(Operation operation, Meaning<S> meaning, boolean overwrites) {
        int slot = freeSlots.isEmpty() ? slots++ : freeSlots.remove();
        boolean isOptional = meaning.fate() == Fate.POSSIBLE;
        Integer twin = isOptional ? latestOptional.put(meaning.transition(), slot) : null;
        Pending<S> call = new Pending<>(operation, meaning, overwrites, slot, twin == null ? NO_TWIN : twin);
        if (isOptional) {
            optional = optional.with(slot);
            changes.add(call);
            return;
        }
        byOperation.put(operation.index(), call);
        if (call.isObservation()) {
            observations.add(call);
            configurations.replaceAll(configuration -> observed(configuration, call));
        } else {
            changing = changing.with(slot);
            changes.add(call);
        }
    }

    /** The operation ends: it has taken effect. */
    Outcome complete(Operation operation) {
        int position = operation.deadline();
        Pending<S> call = byOperation.get(operation.index());
        Antichain<S> next = new Antichain<>(changing, optional);
        Set<Node<S>> visited = new HashSet<>();
        for (Configuration<S> configuration : configurations) {
            if (configuration.done().contains(call.slot)) {
                next.add(configuration.returned(call.slot));
                continue;
            }
            if (call.overwrites && configuration.canHide(call.invokedAt())) {
                next.add(configuration);
            }
            explore(configuration, call, position, visited, next);
            if (visited.size() > limit || next.size() > limit) {
                return Outcome.TOO_MANY;
            }
        }
        if (next.size() == 0) {
            return Outcome.IMPOSSIBLE;
        }
        configurations = next.configurations();
        remove(call);
        return Outcome.POSSIBLE;
    }

    /**
     * A configuration on the way to a completion.
     *
     * @param unseen whether an overwriting operation led to it that nobody has seen yet
     */
    private record Node<S>(Configuration<S> configuration, boolean unseen) {}

    private void explore(
            Configuration<S> from, Pending<S> completing, int position, Set<Node<S>> visited, Antichain<S> found) {
        boolean onlyOverwriting = changes.stream().allMatch(Pending::overwrites);
        Deque<Node<S>> open = new ArrayDeque<>();
        Node<S> start = new Node<>(from, false);
        visited.add(start);
        open.push(start);
        while (!open.isEmpty() && visited.size() <= limit) {
            Node<S> node = open.pop();
            for (Pending<S> call : changes) {
                if (isUseless(call, node)) {
                    continue;
                }
                Configuration<S> before = node.configuration;
                S state = call.meaning.transition().apply(before.state());
                if (state == null || (call.isOptional() && state.equals(before.state()))) {
                    continue;
                }
                Slots done = before.done().with(call.slot);
                int overwrittenAt = call.overwrites ? position : before.overwrittenAt();
                Configuration<S> after = observed(new Configuration<>(state, done, overwrittenAt));
                if (after.done().contains(completing.slot)) {
                    found.add(after.returned(completing.slot));
                } else {
                    Node<S> next =
                            new Node<>(after, call.overwrites && after.done().equals(done));
                    // Where nobody has seen what was overwritten, and all that could come next overwrites, it ends.
                    boolean ends = next.unseen && onlyOverwriting;
                    if (!ends && visited.add(next)) {
                        open.push(next);
                    }
                }
            }
        }
    }

    private boolean isUseless(Pending<S> call, Node<S> node) {
        Slots done = node.configuration.done();
        return done.contains(call.slot) || isBehindItsTwin(call, done) || overwritesUnseen(call, node);
    }

    private boolean isBehindItsTwin(Pending<S> call, Slots done) {
        return call.twin != NO_TWIN && !done.contains(call.twin);
    }

    private boolean overwritesUnseen(Pending<S> call, Node<S> node) {
        return call.overwrites && node.unseen;
    }

    /** The same with the pending observations that are legal in its state. */
    private Configuration<S> observed(Configuration<S> configuration) {
        Slots done = configuration.done();
        for (Pending<S> call : observations) {
            if (isLegal(call, configuration)) {
                done = done.with(call.slot);
            }
        }
        return done.equals(configuration.done())
                ? configuration
                : new Configuration<>(configuration.state(), done, configuration.overwrittenAt());
    }

    /** The same with this observation, if it is legal in its state. */
    private static <S> Configuration<S> observed(Configuration<S> configuration, Pending<S> call) {
        return isLegal(call, configuration)
                ? new Configuration<>(
                        configuration.state(), configuration.done().with(call.slot), configuration.overwrittenAt())
                : configuration;
    }

    private static <S> boolean isLegal(Pending<S> observation, Configuration<S> configuration) {
        return observation.meaning.transition().apply(configuration.state()) != null;
    }

    private void remove(Pending<S> call) {
        byOperation.remove(call.operation.index());
        observations.remove(call);
        changes.remove(call);
        freeSlots.add(call.slot);
        changing = changing.without(call.slot);
    }
}
