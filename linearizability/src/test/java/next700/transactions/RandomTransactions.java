package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import next700.history.History;
import next700.history.Value;

/**
 * Small histories, about half of them wrong: some transactions run one after the other in an order of their own, and
 * then a few reads are changed.
 */
final class RandomTransactions {
    private static final int KEYS = 2;

    private final Random random;
    private final boolean lists;
    private final int unknownPercent;
    private final boolean repeating;
    private long unique;

    /** With values that are unique, or that repeat now and then. */
    RandomTransactions(long seed, boolean lists, int unknownPercent, boolean repeating) {
        random = new Random(seed);
        this.lists = lists;
        this.unknownPercent = unknownPercent;
        this.repeating = repeating;
    }

    private static final class Planned {
        private final List<Value> invoked = new ArrayList<>();
        private final List<Value> completed = new ArrayList<>();
    }

    History next(int transactions) {
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            planned.add(plan());
        }
        List<Planned> executed = new ArrayList<>(planned);
        for (int i = executed.size() - 1; i > 0; i--) {
            // Not far from the order of invocations, or real time would nearly always be broken.
            if (random.nextInt(3) == 0) {
                executed.add(Math.max(0, i - 1 - random.nextInt(2)), executed.remove(i));
            }
        }
        Map<Value, Value> state = new HashMap<>();
        executed.forEach(transaction -> execute(transaction, state));
        return record(planned);
    }

    private Planned plan() {
        Planned planned = new Planned();
        int steps = 1 + random.nextInt(3);
        for (int i = 0; i < steps; i++) {
            Value key = Value.of("xy".substring(random.nextInt(KEYS)).substring(0, 1));
            if (random.nextInt(100) < 45) {
                planned.invoked.add(Value.list(Value.of(lists ? "append" : "w"), key, Value.of(fresh())));
            } else {
                planned.invoked.add(Value.list(Value.of("r"), key, Value.NIL));
            }
        }
        return planned;
    }

    private long fresh() {
        return repeating && random.nextInt(3) == 0 ? 1 + random.nextInt(3) : ++unique;
    }

    private void execute(Planned planned, Map<Value, Value> state) {
        for (Value step : planned.invoked) {
            List<Value> parts = ((Value.Sequence) step).elements();
            Value key = parts.get(1);
            Value held = state.getOrDefault(key, lists ? Value.list() : Value.NIL);
            if (parts.getFirst().equals(Value.of("r"))) {
                planned.completed.add(Value.list(parts.getFirst(), key, random.nextInt(8) == 0 ? wrong(held) : held));
            } else {
                planned.completed.add(step);
                state.put(key, lists ? append(held, parts.get(2)) : parts.get(2));
            }
        }
    }

    private Value wrong(Value held) {
        if (!lists) {
            return random.nextInt(4) == 0 || unique == 0 ? Value.NIL : Value.of(1 + random.nextInt((int) unique));
        }
        List<Value> elements = ((Value.Sequence) held).elements();
        return switch (random.nextInt(8)) {
            case 0 -> append(held, Value.of(1 + random.nextInt((int) Math.max(1, unique))));
            case 1 -> new Value.Sequence(elements.reversed());
            default -> new Value.Sequence(elements.subList(0, random.nextInt(elements.size() + 1)));
        };
    }

    private static Value append(Value list, Value element) {
        List<Value> elements = new ArrayList<>(((Value.Sequence) list).elements());
        elements.add(element);
        return new Value.Sequence(elements);
    }

    private History record(List<Planned> planned) {
        History.Builder history = History.builder("random");
        Map<String, Planned> open = new HashMap<>();
        List<Planned> waiting = new ArrayList<>(planned);
        long time = 0;
        while (!waiting.isEmpty() || !open.isEmpty()) {
            String process = "p" + random.nextInt(3);
            Planned running = open.get(process);
            time++;
            if (running == null && !waiting.isEmpty()) {
                Planned next = waiting.removeFirst();
                open.put(process, next);
                history.invoke(process, "txn", new Value.Sequence(next.invoked), time);
            } else if (running != null) {
                open.remove(process);
                int fate = random.nextInt(100);
                if (fate < unknownPercent) {
                    history.unknown(process);
                } else if (fate < unknownPercent + unknownPercent / 2) {
                    history.fail(process, new Value.Sequence(running.invoked), time);
                } else {
                    history.ok(process, new Value.Sequence(running.completed), time);
                }
            }
        }
        return history.build();
    }
}
