package next700.transactions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * The axioms of Biswas and Enea (OOPSLA 2019), tried out on histories of a few transactions with unique values that read
 * nothing absurd: all orders of commits. It shares nothing with the checker.
 */
final class CommitOrders {
    private record Read(Value key, Operation source) {}

    private final List<Operation> committed;
    private final Map<Operation, List<Read>> reads = new HashMap<>();
    private final Map<Operation, Set<Value>> writes = new HashMap<>();
    private final Map<Value, List<Value>> longest = new HashMap<>();
    private final Set<Guarantee> holding;

    static Set<Guarantee> holding(History history, boolean lists) {
        List<Operation> required = new ArrayList<>();
        List<Operation> possible = new ArrayList<>();
        for (Operation operation : history.operations()) {
            switch (operation.completion()) {
                case Completion.Ok ok -> required.add(operation);
                case Completion.Failed failed -> {}
                case Completion.Unknown unknown -> possible.add(operation);
            }
        }
        Set<Guarantee> holding = EnumSet.noneOf(Guarantee.class);
        for (int choice = 0; choice < 1 << possible.size(); choice++) {
            List<Operation> committed = new ArrayList<>(required);
            for (int i = 0; i < possible.size(); i++) {
                if (((choice >> i) & 1) == 1) {
                    committed.add(possible.get(i));
                }
            }
            CommitOrders orders = new CommitOrders(committed, holding);
            if (orders.read(lists)) {
                orders.permute(new ArrayList<>());
            }
        }
        return holding;
    }

    private CommitOrders(List<Operation> committed, Set<Guarantee> holding) {
        this.committed = committed;
        this.holding = holding;
    }

    private static List<List<Value>> steps(Operation operation) {
        Value value = operation.completion() instanceof Completion.Ok ok ? ok.value() : operation.argument();
        List<List<Value>> steps = new ArrayList<>();
        ((Value.Sequence) value).elements().forEach(step -> steps.add(((Value.Sequence) step).elements()));
        return steps;
    }

    private boolean read(boolean lists) {
        Map<Value, Map<Value, Operation>> writers = new HashMap<>();
        for (Operation operation : committed) {
            Map<Value, Value> last = new LinkedHashMap<>();
            for (List<Value> step : steps(operation)) {
                if (!step.getFirst().equals(Value.of("r"))) {
                    last.put(step.get(1), step.get(2));
                }
            }
            writes.put(operation, last.keySet());
            last.forEach((key, value) ->
                    writers.computeIfAbsent(key, none -> new HashMap<>()).put(value, operation));
        }
        for (Operation operation : committed) {
            List<Read> own = new ArrayList<>();
            reads.put(operation, own);
            Map<Value, Integer> written = new HashMap<>();
            for (List<Value> step : steps(operation)) {
                Value key = step.get(1);
                if (!step.getFirst().equals(Value.of("r"))) {
                    written.merge(key, 1, Integer::sum);
                } else if (operation.completion() instanceof Completion.Ok && (lists || !written.containsKey(key))) {
                    Value found = step.get(2);
                    if (lists && !found.equals(Value.NIL)) {
                        List<Value> elements = ((Value.Sequence) found).elements();
                        if (elements.size()
                                > longest.getOrDefault(key, List.of()).size()) {
                            longest.put(key, elements);
                        }
                        if (!elements.stream().allMatch(element -> isAppended(key, element))) {
                            return false;
                        }
                        int others = elements.size() - written.getOrDefault(key, 0);
                        found = others == 0 ? Value.NIL : elements.get(others - 1);
                    }
                    Operation source = writers.getOrDefault(key, Map.of()).get(found);
                    if (source == null && !found.equals(Value.NIL)) {
                        return false;
                    }
                    own.add(new Read(key, source));
                }
            }
        }
        return true;
    }

    private boolean isAppended(Value key, Value element) {
        List<Value> step = List.of(Value.of("append"), key, element);
        return committed.stream().anyMatch(operation -> steps(operation).contains(step));
    }

    private void permute(List<Operation> order) {
        if (order.size() == committed.size()) {
            for (Guarantee guarantee : Guarantee.values()) {
                if (!holding.contains(guarantee) && isOrder(guarantee, order)) {
                    holding.add(guarantee);
                }
            }
            return;
        }
        for (Operation next : committed) {
            if (!order.contains(next)) {
                order.add(next);
                permute(order);
                order.removeLast();
            }
        }
    }

    private static boolean follows(Operation one, Operation other) {
        return one.process().equals(other.process()) && one.precedes(other);
    }

    private boolean readsFrom(Operation one, Operation other) {
        return reads.get(other).stream().anyMatch(read -> one.equals(read.source));
    }

    private boolean isOrder(Guarantee guarantee, List<Operation> order) {
        for (int i = 0; i < order.size(); i++) {
            for (int j = 0; j < i; j++) {
                Operation later = order.get(i);
                Operation earlier = order.get(j);
                boolean turned = readsFrom(later, earlier)
                        || (guarantee.ordersProcesses() && follows(later, earlier))
                        || isListedBefore(later, earlier);
                if (turned) {
                    return false;
                }
            }
        }
        for (Operation reader : committed) {
            for (int i = 0; i < reads.get(reader).size(); i++) {
                Read read = reads.get(reader).get(i);
                for (Operation writer : committed) {
                    if (!writer.equals(read.source)
                            && !writer.equals(reader)
                            && writes.get(writer).contains(read.key)
                            && mustSee(guarantee, writer, reader, i)
                            && (read.source == null || order.indexOf(writer) > order.indexOf(read.source))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Whether a list was read with the one's element before the other's, or that was not read. */
    private boolean isListedBefore(Operation one, Operation other) {
        for (var list : longest.entrySet()) {
            int first = place(one, list.getKey(), list.getValue());
            int second = place(other, list.getKey(), list.getValue());
            if (first >= 0 && second >= 0 && first < second && first != Integer.MAX_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static int place(Operation operation, Value key, List<Value> list) {
        int place = -1;
        for (List<Value> step : steps(operation)) {
            if (step.getFirst().equals(Value.of("append")) && step.get(1).equals(key)) {
                int at = list.indexOf(step.get(2));
                boolean known = place >= 0 && place < Integer.MAX_VALUE;
                place = at >= 0 ? at : known ? place : Integer.MAX_VALUE;
            }
        }
        return place;
    }

    private boolean mustSee(Guarantee guarantee, Operation writer, Operation reader, int read) {
        return switch (guarantee) {
            case MONOTONIC_ATOMIC_VIEW ->
                reads.get(reader).subList(0, read).stream().anyMatch(earlier -> writer.equals(earlier.source));
            case READ_YOUR_WRITES -> follows(writer, reader);
            case MONOTONIC_READS -> committed.stream().anyMatch(one -> readsFrom(writer, one) && follows(one, reader));
            case MONOTONIC_WRITES -> committed.stream().anyMatch(one -> follows(writer, one) && readsFrom(one, reader));
            case WRITES_FOLLOW_READS ->
                committed.stream()
                        .anyMatch(one -> readsFrom(writer, one)
                                && committed.stream()
                                        .anyMatch(other -> (one.equals(other) || follows(one, other))
                                                && readsFrom(other, reader)));
            case READ_ATOMIC -> follows(writer, reader) || readsFrom(writer, reader);
            case PRAM ->
                follows(writer, reader)
                        || committed.stream()
                                .anyMatch(one -> (writer.equals(one) || follows(writer, one))
                                        && committed.stream()
                                                .anyMatch(other -> readsFrom(one, other)
                                                        && (other.equals(reader) || follows(other, reader))));
            case CAUSAL_CONSISTENCY -> causes(writer, reader, new HashSet<>());
        };
    }

    private boolean causes(Operation one, Operation other, Set<Operation> seen) {
        if (follows(one, other) || readsFrom(one, other)) {
            return true;
        }
        return committed.stream()
                .anyMatch(next ->
                        (follows(one, next) || readsFrom(one, next)) && seen.add(next) && causes(next, other, seen));
    }
}
