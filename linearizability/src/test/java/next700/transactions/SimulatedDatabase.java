package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import next700.history.History;
import next700.history.Value;

/** A database with concurrent clients that keeps one level of isolation and not more, and records what they see. */
final class SimulatedDatabase {
    enum Isolation {
        /** Each transaction runs at one moment. */
        SERIAL,
        /** Reads are of the state at the start; who commits first wins. */
        SNAPSHOT,
        /** Reads are of the latest committed state; who writes what another is writing aborts. */
        READ_COMMITTED
    }

    private static final int CLIENTS = 6;

    private final Isolation isolation;
    private final boolean lists;
    private final Random random;
    private final Map<Value, Value> committed = new HashMap<>();
    /** For each key how many transactions had committed when it was written last. */
    private final Map<Value, Integer> version = new HashMap<>();

    private final History.Builder history = History.builder("simulated");
    private final Map<Value, Running> locks = new HashMap<>();
    private int commits;
    private long unique;
    private long time;

    SimulatedDatabase(Isolation isolation, boolean lists, long seed) {
        this.isolation = isolation;
        this.lists = lists;
        this.random = new Random(seed);
    }

    private static final class Running {
        private final List<Value> steps = new ArrayList<>();
        private final List<Value> done = new ArrayList<>();
        private final Map<Value, List<Value>> own = new HashMap<>();
        private Map<Value, Value> snapshot = Map.of();
        private int started;
        private boolean refused;
    }

    History run(int transactions) {
        Map<String, Running> running = new HashMap<>();
        int begun = 0;
        int names = CLIENTS;
        List<String> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add("c" + i);
        }
        while (begun < transactions || !running.isEmpty()) {
            int chosen = random.nextInt(CLIENTS);
            String client = clients.get(chosen);
            Running transaction = running.get(client);
            time++;
            if (transaction == null) {
                if (begun < transactions) {
                    begun++;
                    running.put(client, begin(client));
                }
            } else if (transaction.done.size() < transaction.steps.size()) {
                int most = isolation == Isolation.SERIAL ? transaction.steps.size() : transaction.done.size() + 1;
                while (transaction.done.size() < most) {
                    step(transaction);
                }
                if (isolation == Isolation.SERIAL) {
                    commit(transaction);
                }
            } else {
                running.remove(client);
                locks.values().removeIf(transaction::equals);
                boolean won = isolation == Isolation.SERIAL || mayCommit(transaction);
                if (won && isolation != Isolation.SERIAL) {
                    commit(transaction);
                }
                if (won && random.nextInt(20) == 0) {
                    history.unknown(client);
                    clients.set(chosen, "c" + names++);
                } else if (won) {
                    history.ok(client, new Value.Sequence(transaction.done), time);
                } else {
                    history.fail(client, new Value.Sequence(transaction.steps), time);
                }
            }
        }
        return history.build();
    }

    private Running begin(String client) {
        Running transaction = new Running();
        int steps = 1 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            Value key = Value.of(random.nextInt(4));
            transaction.steps.add(
                    random.nextBoolean()
                            ? Value.list(Value.of("r"), key, Value.NIL)
                            : Value.list(Value.of(lists ? "append" : "w"), key, Value.of(++unique)));
        }
        transaction.snapshot = new HashMap<>(committed);
        transaction.started = commits;
        history.invoke(client, "txn", new Value.Sequence(transaction.steps), time);
        return transaction;
    }

    private void step(Running transaction) {
        Value step = transaction.steps.get(transaction.done.size());
        List<Value> parts = ((Value.Sequence) step).elements();
        Value key = parts.get(1);
        List<Value> own = transaction.own.computeIfAbsent(key, none -> new ArrayList<>());
        if (!parts.getFirst().equals(Value.of("r"))) {
            if (isolation == Isolation.READ_COMMITTED) {
                transaction.refused |= !transaction.equals(locks.computeIfAbsent(key, free -> transaction));
            }
            own.add(parts.get(2));
            transaction.done.add(step);
            return;
        }
        Map<Value, Value> seen = isolation == Isolation.SNAPSHOT ? transaction.snapshot : committed;
        transaction.done.add(Value.list(parts.getFirst(), key, with(seen.get(key), own)));
    }

    private Value with(Value held, List<Value> own) {
        if (!lists) {
            return !own.isEmpty() ? own.getLast() : held == null ? Value.NIL : held;
        }
        List<Value> elements = new ArrayList<>(held == null ? List.of() : ((Value.Sequence) held).elements());
        elements.addAll(own);
        return new Value.Sequence(elements);
    }

    private boolean mayCommit(Running transaction) {
        Set<Value> written = new HashSet<>(transaction.own.keySet());
        written.removeIf(key -> transaction.own.get(key).isEmpty());
        return isolation == Isolation.READ_COMMITTED
                ? !transaction.refused
                : written.stream().allMatch(key -> version.getOrDefault(key, 0) <= transaction.started);
    }

    private void commit(Running transaction) {
        commits++;
        transaction.own.forEach((key, own) -> {
            if (!own.isEmpty()) {
                committed.put(key, with(committed.get(key), own));
                version.put(key, commits);
            }
        });
    }
}
