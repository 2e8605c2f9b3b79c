package next700.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import next700.history.Value;
import next700.linearizability.KeyValue;
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.process.Bytes;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.process.Notice;
import next700.service.Operations;
import next700.service.Services;

/**
 * Operations on one of the services that come with next700 ({@link Services}), for protocols that replicate any: clients
 * are called with {@link Invocation}s, and answer with a notice that has the service's reply in it.
 */
public final class ServiceWorkload implements Workload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String service;
    private final Function<Notice, Optional<Bytes>> replyIn;
    private final Draw draw;

    /** What a client asks next. */
    private interface Draw {
        Bytes next(ClientId client, RandomGenerator random);
    }

    private ServiceWorkload(String service, int keys, Function<Notice, Optional<Bytes>> replyIn) {
        this.service = service;
        this.replyIn = replyIn;
        this.draw = switch (service) {
            case "counter" -> ServiceWorkload::onCounter;
            case "kv" -> new OnKeyValueStore(keys);
            case "list-append" -> new OnLists(keys);
            default -> throw new IllegalArgumentException("nobody knows what to ask of the service '" + service + "'");
        };
    }

    /**
     * A workload for each service, the key-value store first.
     *
     * @param keys over how many keys operations spread
     * @param replyIn the service's reply in what a client of the protocol tells, if that has one
     */
    public static List<Workload> all(int keys, Function<Notice, Optional<Bytes>> replyIn) {
        return List.of(
                new ServiceWorkload("kv", keys, replyIn),
                new ServiceWorkload("counter", keys, replyIn),
                new ServiceWorkload("list-append", keys, replyIn));
    }

    @Override
    public String name() {
        return service;
    }

    @Override
    public Call next(ClientId client, RandomGenerator random) {
        return new Invocation(draw.next(client, random));
    }

    @Override
    public Question question(Call call) {
        JsonNode operation = Operations.parse(((Invocation) call).operation().toUtf8());
        return new Question(operation.get("f").textValue(), value(operation.get("value")));
    }

    @Override
    public Optional<Answer> answer(Call call, Notice notice) {
        return replyIn.apply(notice).map(ServiceWorkload::answer);
    }

    private static Answer answer(Bytes reply) {
        JsonNode node = Operations.parse(reply.toUtf8());
        Value value = value(node.path("value"));
        return switch (node.path("type").asText()) {
            case "ok" -> new Answer.Done(value);
            case "fail" -> new Answer.Refused(value);
            default -> throw new IllegalArgumentException("no reply of a service: " + node);
        };
    }

    private static Value value(JsonNode node) {
        return Value.from(JSON.convertValue(node, Object.class));
    }

    /** A service records a compare-and-set as failed only where it saw another value. */
    @Override
    public Specification<?> specification() {
        Specification<?> named = Specifications.named(service).orElseThrow();
        return named instanceof KeyValue store ? store.tellingMismatches() : named;
    }

    /** Additions and reads, half each. */
    private static Bytes onCounter(ClientId client, RandomGenerator random) {
        return random.nextBoolean()
                ? Operations.of("add", JsonNodeFactory.instance.numberNode(1 + random.nextInt(5)))
                : Operations.of("read", NullNode.getInstance());
    }

    /** Gets, puts, appends and compare-and-sets; what a client writes, it writes once. */
    private static final class OnKeyValueStore implements Draw {
        private final int keys;
        private long written;

        OnKeyValueStore(int keys) {
            this.keys = keys;
        }

        @Override
        public Bytes next(ClientId client, RandomGenerator random) {
            ArrayNode value = JsonNodeFactory.instance.arrayNode().add("k" + random.nextInt(keys));
            return switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> Operations.of("get", value.addNull());
                case 4, 5 -> Operations.of("put", value.add(fresh(client)));
                case 6 -> Operations.of("append", value.add(" " + fresh(client)));
                default -> {
                    value.addArray().addNull().add(fresh(client));
                    yield Operations.of("cas", value);
                }
            };
        }

        private String fresh(ClientId client) {
            written++;
            return client + "-" + written;
        }
    }

    /** Transactions of one to four micro-operations; every appended value is unique. */
    private static final class OnLists implements Draw {
        private static final long CLIENTS_APART = 1_000_000_000L;

        private final int keys;
        private long appended;

        OnLists(int keys) {
            this.keys = keys;
        }

        @Override
        public Bytes next(ClientId client, RandomGenerator random) {
            ArrayNode transaction = JsonNodeFactory.instance.arrayNode();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                int key = random.nextInt(keys);
                if (random.nextBoolean()) {
                    transaction.addArray().add("r").add(key).addNull();
                } else {
                    appended++;
                    transaction.addArray().add("append").add(key).add(client.number() * CLIENTS_APART + appended);
                }
            }
            return Operations.of("txn", transaction);
        }
    }
}
