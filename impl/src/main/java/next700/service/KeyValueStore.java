package next700.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.Digest;
import next700.service.Operations.MalformedOperation;
import next700.service.Operations.Operation;

/**
 * Strings by string keys: {@code get [k, null]}, {@code put [k, v]}, {@code append [k, v]} (to the empty string where
 * there is nothing) and {@code cas [k, [old, new]]}, which fails where the value is not {@code old}; null stands for
 * no value.
 */
public final class KeyValueStore implements Service {
    private final MerkleMap<String> values;

    public KeyValueStore() {
        this(MerkleMap.empty(Bytes::utf8));
    }

    private KeyValueStore(MerkleMap<String> values) {
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
                            Operations.ok(Operations.pair(
                                    operation.value().get(0), values.get(key).orElse(null))));
                case "put" -> set(key, Operations.text(argument, "the value"), operation);
                case "append" ->
                    set(key, values.get(key).orElse("") + Operations.text(argument, "the value"), operation);
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
        return values.get(key).equals(Optional.ofNullable(old))
                ? set(key, Operations.text(oldAndNew.get(1), "the new value"), operation)
                : new Outcome(this, Operations.failed(operation.value()));
    }

    private Outcome set(String key, String value, Operation operation) {
        return new Outcome(new KeyValueStore(values.with(key, value)), Operations.ok(operation.value()));
    }

    @Override
    public Digest digest() {
        return Digest.of("KEY-VALUE").add(values.digest()).digest();
    }

    @Override
    public Bytes snapshot() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach(node::put);
        return Bytes.utf8(node.toString());
    }

    @Override
    public Service restore(Bytes snapshot) {
        MerkleMap<String> restored = new KeyValueStore().values;
        for (Map.Entry<String, JsonNode> field : Snapshots.object(snapshot).properties()) {
            restored = restored.with(
                    field.getKey(), Snapshots.textual(field.getValue()).textValue());
        }
        return new KeyValueStore(restored);
    }
}
