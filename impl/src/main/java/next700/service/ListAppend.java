package next700.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import next700.process.Bytes;
import next700.process.Digest;
import next700.service.Operations.MalformedOperation;
import next700.service.Operations.Operation;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Lists by key, and transactions over them: {@code txn [["append", k, v], ["r", k, null]]}. The reply is the
 * transaction with what its reads saw. A transaction with a micro-operation that cannot be read has no effect.
 */
public final class ListAppend implements Service {
    private final MerkleMap<PVector<JsonNode>> lists;

    public ListAppend() {
        this(MerkleMap.empty(list -> Bytes.utf8(array(list).toString())));
    }

    private ListAppend(MerkleMap<PVector<JsonNode>> lists) {
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
                if (!isExact(micro.get(1)) || !isExact(micro.get(2))) {
                    throw new MalformedOperation(
                            "key and value of a micro-operation must be whole numbers, strings, true, false or null");
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

    /** Whether it is the same when it is written and read again: a fraction may not be. */
    private static boolean isExact(JsonNode node) {
        return node.isValueNode() && !node.isFloatingPointNumber();
    }

    private static String key(JsonNode micro) {
        return micro.get(1).toString();
    }

    private ListAppend append(String key, JsonNode element) {
        return new ListAppend(lists.with(key, list(key).plus(element)));
    }

    private PVector<JsonNode> list(String key) {
        return lists.get(key).orElseGet(TreePVector::empty);
    }

    private JsonNode read(JsonNode micro) {
        ArrayNode read = JsonNodeFactory.instance.arrayNode().add(micro.get(0)).add(micro.get(1));
        return read.add(array(list(key(micro))));
    }

    private static ArrayNode array(PVector<JsonNode> list) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list.forEach(array::add);
        return array;
    }

    @Override
    public Digest digest() {
        return Digest.of("LIST-APPEND").add(lists.digest()).digest();
    }

    @Override
    public Bytes snapshot() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        lists.forEach((key, list) -> node.set(key, array(list)));
        return Bytes.utf8(node.toString());
    }

    @Override
    public Service restore(Bytes snapshot) {
        MerkleMap<PVector<JsonNode>> restored = new ListAppend().lists;
        for (Map.Entry<String, JsonNode> field : Snapshots.object(snapshot).properties()) {
            PVector<JsonNode> list = TreePVector.empty();
            for (JsonNode element : Snapshots.array(field.getValue())) {
                list = list.plus(Snapshots.expect(element, ListAppend::isExact, "a value without parts"));
            }
            restored = restored.with(field.getKey(), list);
        }
        return new ListAppend(restored);
    }
}
