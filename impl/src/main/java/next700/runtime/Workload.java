package next700.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.random.RandomGenerator;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.service.Operations;

/**
 * Where the operations of a closed-loop client come from. The services' operations and replies have the shape of
 * recorded histories, so that what is sent is what is recorded.
 */
public interface Workload {
    /** An operation as it is recorded. */
    record Operation(String function, JsonNode value, Bytes bytes) {
        /** Of no bytes, for measurements. */
        public static final Operation EMPTY = new Operation("nothing", NullNode.getInstance(), Bytes.EMPTY);

        public Operation(String function, JsonNode value) {
            this(function, value, Operations.of(function, value));
        }
    }

    /** The next operation of a client. */
    Operation next(ClientId client, RandomGenerator random);

    /** The workloads for the services, by the services' names. */
    List<String> NAMES = List.of("counter", "kv", "list-append");

    /**
     * The workload for the service of that name.
     *
     * @param keys how many keys operations spread over, where there are keys
     */
    static Workload named(String name, int keys) {
        if (keys < 1) {
            throw new IllegalArgumentException("a workload has at least one key, not " + keys);
        }
        return switch (name) {
            case "counter" -> new CounterWorkload();
            case "kv" -> new KeyValueWorkload(keys);
            case "list-append" -> new ListAppendWorkload(keys);
            default ->
                throw new IllegalArgumentException("no workload '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }

    /** Additions and reads, half each. */
    final class CounterWorkload implements Workload {
        @Override
        public Operation next(ClientId client, RandomGenerator random) {
            return random.nextBoolean()
                    ? new Operation("add", JsonNodeFactory.instance.numberNode(1 + random.nextInt(5)))
                    : new Operation("read", JsonNodeFactory.instance.nullNode());
        }
    }

    /** Gets, puts, appends and compare-and-sets; what a client writes, it writes once. */
    final class KeyValueWorkload implements Workload {
        private final int keys;
        private long written;

        KeyValueWorkload(int keys) {
            this.keys = keys;
        }

        @Override
        public Operation next(ClientId client, RandomGenerator random) {
            ArrayNode value = JsonNodeFactory.instance.arrayNode().add("k" + random.nextInt(keys));
            return switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> new Operation("get", value.addNull());
                case 4, 5 -> new Operation("put", value.add(fresh(client)));
                case 6 -> new Operation("append", value.add(" " + fresh(client)));
                default -> {
                    value.addArray().addNull().add(fresh(client));
                    yield new Operation("cas", value);
                }
            };
        }

        private String fresh(ClientId client) {
            written++;
            return client + "-" + written;
        }
    }

    /** Transactions of one to four micro-operations; every appended value is unique. */
    final class ListAppendWorkload implements Workload {
        private final int keys;
        private long appended;

        ListAppendWorkload(int keys) {
            this.keys = keys;
        }

        @Override
        public Operation next(ClientId client, RandomGenerator random) {
            ArrayNode transaction = JsonNodeFactory.instance.arrayNode();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                int key = random.nextInt(keys);
                if (random.nextBoolean()) {
                    transaction.addArray().add("r").add(key).addNull();
                } else {
                    appended++;
                    transaction.addArray().add("append").add(key).add(client.number() * 1_000_000_000L + appended);
                }
            }
            return new Operation("txn", transaction);
        }
    }
}
