package next700.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import next700.protocol.Bytes;
import next700.protocol.Digest;
import next700.service.Operations.MalformedOperation;
import next700.service.Operations.Operation;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * Lists by key, and transactions over them: {@code txn [["append", k, v], ["r", k, null]]}. The reply is the
 * transaction with what its reads saw. A transaction with a micro-operation that cannot be read has no effect.
 */
public final class ListAppend implements Service {
    private final TreePMap<String, PVector<JsonNode>> lists;

    public ListAppend() {
        this(TreePMap.empty());
    }

    private ListAppend(TreePMap<String, PVector<JsonNode>> lists) {
        this.lists = lists;
    }

    @Override
    public Outcome execute(Bytes bytes) {
        try {
            Operation operation = Operations.read(bytes);
            if (!operation.function().equals("txn") || !operation.value().isArray()) {
                throw new MalformedOperation("expected txn with an array of micro-operations");
            }
            ListAppend after = this;
            ArrayNode seen = JsonNodeFactory.instance.arrayNode();
            for (JsonNode micro : operation.value()) {
                Operations.expectArray(micro, 3, "a micro-operation");
                String function = Operations.text(micro.get(0), "its name");
                if (!micro.get(1).isValueNode() || !micro.get(2).isValueNode()) {
                    throw new MalformedOperation("key and value of a micro-operation must be scalars");
                }
                switch (function) {
                    case "append" -> {
                        after = after.append(key(micro), micro.get(2));
                        seen.add(micro);
                    }
                    case "r" -> seen.add(after.read(micro));
                    default -> throw new MalformedOperation("a transaction does not " + function);
                }
            }
            return new Outcome(after, Operations.ok(seen));
        } catch (MalformedOperation e) {
            return new Outcome(this, Operations.malformed(e));
        }
    }

    private static String key(JsonNode micro) {
        return micro.get(1).toString();
    }

    private ListAppend append(String key, JsonNode element) {
        return new ListAppend(
                lists.plus(key, lists.getOrDefault(key, TreePVector.empty()).plus(element)));
    }

    private JsonNode read(JsonNode micro) {
        ArrayNode read = JsonNodeFactory.instance.arrayNode().add(micro.get(0)).add(micro.get(1));
        return read.add(array(lists.getOrDefault(key(micro), TreePVector.empty())));
    }

    private static ArrayNode array(PVector<JsonNode> list) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list.forEach(array::add);
        return array;
    }

    @Override
    public Digest digest() {
        return Digest.of("LIST-APPEND").add(snapshot()).digest();
    }

    @Override
    public Bytes snapshot() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        lists.forEach((key, list) -> node.set(key, array(list)));
        return Bytes.utf8(node.toString());
    }

    @Override
    public Service restore(Bytes snapshot) {
        TreePMap<String, PVector<JsonNode>> restored = TreePMap.empty();
        for (Map.Entry<String, JsonNode> field : Snapshots.object(snapshot).properties()) {
            PVector<JsonNode> list = TreePVector.empty();
            for (JsonNode element : Snapshots.array(field.getValue())) {
                list = list.plus(element);
            }
            restored = restored.plus(field.getKey(), list);
        }
        return new ListAppend(restored);
    }
}
