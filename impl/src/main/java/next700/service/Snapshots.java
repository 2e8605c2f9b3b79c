package next700.service;

import com.fasterxml.jackson.databind.JsonNode;
import next700.process.Bytes;

/** Reads the JSON that snapshots are made of. */
final class Snapshots {
    private Snapshots() {}

    static JsonNode object(Bytes snapshot) {
        return expect(Operations.parse(snapshot.toUtf8()), JsonNode::isObject, "an object");
    }

    static JsonNode textual(JsonNode node) {
        return expect(node, JsonNode::isTextual, "a string");
    }

    static JsonNode array(JsonNode node) {
        return expect(node, JsonNode::isArray, "an array");
    }

    static JsonNode expect(JsonNode node, java.util.function.Predicate<JsonNode> kind, String name) {
        if (!kind.test(node)) {
            throw new IllegalArgumentException("not a snapshot of this service: expected " + name + ", not " + node);
        }
        return node;
    }
}
