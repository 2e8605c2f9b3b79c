package next700.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import next700.protocol.Bytes;
import next700.protocol.Digest;
import next700.service.Operations.MalformedOperation;
import next700.service.Operations.Operation;
import org.pcollections.TreePMap;

/**
 * Strings by string keys: {@code get [k, null]}, {@code put [k, v]}, {@code append [k, v]} (to the empty string where
 * there is nothing) and {@code cas [k, [old, new]]}, which fails where the value is not {@code old}; null stands for
 * no value.
 */
public final class KeyValueStore implements Service {
    private final TreePMap<String, String> values;

    public KeyValueStore() {
        this(TreePMap.empty());
    }

    private KeyValueStore(TreePMap<String, String> values) {
        this.values = values;
    }

    @Override
    public Outcome execute(Bytes bytes) {
        try {
            Operation operation = Operations.read(bytes);
            Operations.expectArray(operation.value(), 2, "the value");
            String key = Operations.text(operation.value().get(0), "the key");
            JsonNode argument = operation.value().get(1);
            return switch (operation.function()) {
                case "get" ->
                    new Outcome(
                            this,
                            Operations.ok(Operations.pair(operation.value().get(0), values.get(key))));
                case "put" -> set(key, Operations.text(argument, "the value"), operation);
                case "append" ->
                    set(key, values.getOrDefault(key, "") + Operations.text(argument, "the value"), operation);
                case "cas" -> compareAndSet(key, argument, operation);
                default -> throw new MalformedOperation("a key-value store does not " + operation.function());
            };
        } catch (MalformedOperation e) {
            return new Outcome(this, Operations.malformed(e));
        }
    }

    private Outcome compareAndSet(String key, JsonNode oldAndNew, Operation operation) throws MalformedOperation {
        Operations.expectArray(oldAndNew, 2, "the value of a cas");
        JsonNode expected = oldAndNew.get(0);
        String old = expected.isNull() ? null : Operations.text(expected, "the old value");
        return Objects.equals(values.get(key), old)
                ? set(key, Operations.text(oldAndNew.get(1), "the new value"), operation)
                : new Outcome(this, Operations.failed(operation.value()));
    }

    private Outcome set(String key, String value, Operation operation) {
        return new Outcome(new KeyValueStore(values.plus(key, value)), Operations.ok(operation.value()));
    }

    @Override
    public Digest digest() {
        return Digest.of("KEY-VALUE").add(snapshot()).digest();
    }

    @Override
    public Bytes snapshot() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach(node::put);
        return Bytes.utf8(node.toString());
    }

    @Override
    public Service restore(Bytes snapshot) {
        TreePMap<String, String> restored = TreePMap.empty();
        for (Map.Entry<String, JsonNode> field : Snapshots.object(snapshot).properties()) {
            restored = restored.plus(
                    field.getKey(), Snapshots.textual(field.getValue()).textValue());
        }
        return new KeyValueStore(restored);
    }
}
