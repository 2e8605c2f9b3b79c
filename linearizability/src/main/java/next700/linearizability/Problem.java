package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Meaning.Fate;

/**
 * What there is to be linearized of one part of an object: the operations that took effect or may have, in the order
 * of their invocations, each with its meaning.
 */
final class Problem<S> {
    /** An operation that may have to find its place. */
    record Item<S>(Operation operation, Meaning<S> meaning) {
        boolean required() {
            return meaning.fate() != Fate.POSSIBLE;
        }

        boolean observation() {
            return meaning.fate() == Fate.OBSERVED;
        }

        S apply(S state) {
            return meaning.transition().apply(state);
        }

        Transition<S> transition() {
            return meaning.transition();
        }

        /** The position of its invocation. */
        int invocation() {
            return operation.invoked().position();
        }

        /** The position by which it must have taken effect: {@link Integer#MAX_VALUE} if it need not. */
        int deadline() {
            return required() ? operation.deadline() : Integer.MAX_VALUE;
        }

        /** The same where nobody knows whether it happened; empty if there is then nothing to be learnt from it. */
        private Optional<Item<S>> unanswered() {
            return observation() ? Optional.empty() : Optional.of(withoutAnswer());
        }

        private Item<S> withoutAnswer() {
            Transition<S> change = transition().unanswered();
            Operation known = change.equals(transition()) ? operation : operation.unanswered();
            return new Item<>(known, new Meaning<>(Fate.POSSIBLE, meaning.key(), change));
        }

        /** What had been known of it right after that event, if it had been invoked. */
        Item<S> knownAt(int position) {
            return !required() || observation() || deadline() <= position ? this : withoutAnswer();
        }
    }

    private final Specification<S> specification;
    private final Optional<Value> key;
    private final List<Item<S>> items;

    private Problem(Specification<S> specification, Optional<Value> key, List<Item<S>> items) {
        this.specification = specification;
        this.key = key;
        this.items = items;
    }

    /**
     * The parts of a history that can be decided each on its own: one for each key where every operation concerns one
     * key, and otherwise one for all.
     *
     * @throws MalformedHistoryException if an operation means nothing to the specification
     * @throws Deadline.PassedException if there were too many operations for the time
     */
    static <S> List<Problem<S>> of(
            Specification<S> specification, History history, boolean partitioned, Deadline deadline) {
        Map<Optional<Value>, List<Item<S>>> parts = new LinkedHashMap<>();
        boolean keyed = partitioned;
        List<Item<S>> items = new ArrayList<>(history.size());
        for (Operation operation : history.operations()) {
            deadline.look(operation.index());
            Meaning<S> meaning = interpret(specification, history, operation);
            if (meaning.fate() != Fate.IRRELEVANT) {
                items.add(new Item<>(operation, meaning));
                keyed &= meaning.key().isPresent();
            }
        }
        if (!keyed && !items.isEmpty()) {
            return List.of(new Problem<>(specification, Optional.empty(), items));
        }
        for (Item<S> item : items) {
            deadline.look(item.operation.index());
            parts.computeIfAbsent(item.meaning.key(), ignored -> new ArrayList<>())
                    .add(item);
        }
        List<Problem<S>> problems = new ArrayList<>(parts.size());
        parts.forEach((key, part) -> problems.add(new Problem<>(specification, key, part)));
        return problems;
    }

    private static <S> Meaning<S> interpret(Specification<S> specification, History history, Operation operation) {
        try {
            return specification.interpret(operation);
        } catch (UnintelligibleOperationException e) {
            throw new MalformedHistoryException(
                    history.source(), operation.invoked().line(), 0, e.getMessage());
        }
    }

    S initial() {
        return specification.initial();
    }

    Specification<S> specification() {
        return specification;
    }

    /** The key that all its operations concern; empty if it is the whole object. */
    Optional<Value> key() {
        return key;
    }

    /** Whether it is not of several keys taken together. */
    boolean isOfOneObject() {
        return key.isPresent()
                || items.stream().allMatch(item -> item.meaning.key().isEmpty());
    }

    List<Item<S>> items() {
        return items;
    }

    int size() {
        return items.size();
    }

    Item<S> item(int number) {
        return items.get(number);
    }

    /** How many items need a place. */
    int requiredItems() {
        int required = 0;
        for (Item<S> item : items) {
            required += item.required() ? 1 : 0;
        }
        return required;
    }

    List<Operation> operations(IntStream chosen) {
        return chosen.mapToObj(item -> items.get(item).operation()).toList();
    }

    /**
     * The same problem with only the chosen items required. Of the others, observations are left out, and what changed
     * something may have happened at any time after its invocation or never: whoever linearizes this problem's whole
     * linearizes that, so what is wrong with that is wrong with this.
     */
    Problem<S> weakened(BitSet required) {
        List<Item<S>> weaker = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item<S> item = items.get(i);
            if (required.get(i) || !item.required()) {
                weaker.add(item);
            } else {
                item.unanswered().ifPresent(weaker::add);
            }
        }
        return new Problem<>(specification, key, weaker);
    }

    /** What had been known of it right after that event: later answers are not, and nothing of what came later. */
    Problem<S> upTo(int position) {
        return upTo(position, Deadline.NEVER);
    }

    /**
     * The same, before the deadline.
     *
     * @throws Deadline.PassedException if there were too many items for the time
     */
    Problem<S> upTo(int position, Deadline deadline) {
        List<Item<S>> earlier = new ArrayList<>();
        for (Item<S> item : items) {
            deadline.look(item.operation.index());
            if (item.invocation() > position) {
                break;
            }
            if (!item.required() || item.deadline() <= position) {
                earlier.add(item);
            } else {
                item.unanswered().ifPresent(earlier::add);
            }
        }
        return new Problem<>(specification, key, earlier);
    }

    /** Whether answers that came only after that event say something of the state that the object was in. */
    boolean isToldLaterThan(int position) {
        return items.stream()
                .anyMatch(item -> item.invocation() < position
                        && item.deadline() > position
                        && !item.transition().unanswered().equals(item.transition()));
    }

    /** When the last of these items has ended that need a place; -1 if none does. */
    int lastCompletion(BitSet chosen) {
        return chosen.stream()
                .mapToObj(items::get)
                .filter(Item::required)
                .mapToInt(Item::deadline)
                .max()
                .orElse(-1);
    }

    /** The same operations, item by item, on an object of another kind. */
    <T> Problem<T> as(Specification<T> other, List<Item<T>> itemByItem) {
        return new Problem<>(other, key, itemByItem);
    }

    /** The problem of these items alone. */
    Problem<S> only(BitSet chosen) {
        return new Problem<>(
                specification, key, chosen.stream().mapToObj(items::get).toList());
    }

    /**
     * Whether the order is a linearization.
     *
     * @throws Deadline.PassedException if that was not known before the deadline
     */
    boolean isLinearizedBy(Order order, Deadline deadline) {
        BitSet seen = new BitSet(items.size());
        S state = initial();
        int latestInvocation = -1;
        for (int place = 0; place < order.length(); place++) {
            deadline.look(place);
            int number = order.at(place);
            Item<S> item = items.get(number);
            latestInvocation = Math.max(latestInvocation, item.invocation());
            state = item.apply(state);
            if (state == null || seen.get(number) || item.deadline() < latestInvocation) {
                return false;
            }
            seen.set(number);
        }
        for (int number = seen.nextClearBit(0); number < items.size(); number = seen.nextClearBit(number + 1)) {
            if (items.get(number).required()) {
                return false;
            }
        }
        return true;
    }
}
