package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
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
    }

    private final S initial;
    private final Optional<Value> key;
    private final List<Item<S>> items;
    private final int[] twins;

    private Problem(S initial, Optional<Value> key, List<Item<S>> items) {
        this.initial = initial;
        this.key = key;
        this.items = List.copyOf(items);
        this.twins = twins(this.items);
    }

    /**
     * The parts of a history that can be decided each on its own: one for each key where every operation concerns one
     * key, and otherwise one for all.
     *
     * @throws MalformedHistoryException if an operation means nothing to the specification
     */
    static <S> List<Problem<S>> of(Specification<S> specification, History history, boolean partitioned) {
        Map<Optional<Value>, List<Item<S>>> parts = new LinkedHashMap<>();
        boolean keyed = partitioned;
        List<Item<S>> items = new ArrayList<>(history.size());
        for (Operation operation : history.operations()) {
            Meaning<S> meaning = interpret(specification, history, operation);
            if (meaning.fate() != Fate.IRRELEVANT) {
                items.add(new Item<>(operation, meaning));
                keyed &= meaning.key().isPresent();
            }
        }
        for (Item<S> item : items) {
            Optional<Value> key = keyed ? item.meaning.key() : Optional.empty();
            parts.computeIfAbsent(key, ignored -> new ArrayList<>()).add(item);
        }
        List<Problem<S>> problems = new ArrayList<>(parts.size());
        parts.forEach((key, part) -> problems.add(new Problem<>(specification.initial(), key, part)));
        return problems;
    }

    private static <S> Meaning<S> interpret(Specification<S> specification, History history, Operation operation) {
        try {
            return specification.interpret(operation);
        } catch (UnintelligibleOperationException e) {
            throw new MalformedHistoryException(
                    history.source(), operation.invoked().line(), 1, e.getMessage());
        }
    }

    S initial() {
        return initial;
    }

    /** The key that all its operations concern; empty if it is the whole object. */
    Optional<Value> key() {
        return key;
    }

    List<Item<S>> items() {
        return items;
    }

    /**
     * The optional item before this one that is interchangeable with it, or -1: it can be placed wherever this one
     * can, being invoked before it, so that this one need not be tried while that one is free.
     */
    int twin(int item) {
        return twins[item];
    }

    List<Operation> operations(Collection<Integer> chosen) {
        return chosen.stream().map(item -> items.get(item).operation()).toList();
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
            } else if (!item.observation()) {
                Meaning<S> meaning = item.meaning;
                weaker.add(
                        new Item<>(item.operation, new Meaning<>(Fate.POSSIBLE, meaning.key(), meaning.transition())));
            }
        }
        return new Problem<>(initial, key, weaker);
    }

    boolean invokedBefore(int item, int position) {
        return items.get(item).operation().invoked().position() < position;
    }

    /** The same without the items invoked after that position. */
    Problem<S> before(int position) {
        return new Problem<>(
                initial,
                key,
                IntStream.range(0, items.size())
                        .filter(item -> invokedBefore(item, position))
                        .mapToObj(items::get)
                        .toList());
    }

    private static <S> int[] twins(List<Item<S>> items) {
        int[] twins = new int[items.size()];
        Map<Transition<S>, Integer> latest = new HashMap<>();
        for (int i = 0; i < twins.length; i++) {
            Item<S> item = items.get(i);
            Integer twin = item.required() ? null : latest.put(item.meaning.transition(), i);
            twins[i] = twin == null ? -1 : twin;
        }
        return twins;
    }
}
