package next700.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import next700.process.Bytes;

/**
 * Operations and replies of the services, as JSON in the shape of recorded histories: an operation is {@code {"f":
 * "put", "value": ["k", "v"]}}, its reply {@code {"type": "ok", "value": ["k", "v"]}}, or {@code "fail"} where it had
 * no effect.
 */
public final class Operations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Operations() {}

    /** What is wrong with an operation; it becomes the reply. */
    static final class MalformedOperation extends Exception {
        private static final long serialVersionUID = 1;

        MalformedOperation(String message) {
            super(message);
        }
    }

    /** An operation as a service reads it. */
    record Operation(String function, JsonNode value) {}

    /** Makes an operation. */
    public static Bytes of(String function, JsonNode value) {
        ObjectNode operation = JSON.createObjectNode();
        operation.put("f", function);
        operation.set("value", value);
        return Bytes.utf8(operation.toString());
    }

    /** Makes an operation from its value as JSON text. */
    public static Bytes of(String function, String value) {
        return of(function, parse(value));
    }

    /** Reads JSON that is known to be well-formed, such as a reply of a service. */
    public static JsonNode parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (!isUnicode(node)) {
                throw new IllegalArgumentException("not Unicode: half of a pair of surrogates");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Whether all text in it has an encoding. JSON may name half a character, which no snapshot would bring to another
     * replica: then the same operation would do one thing here and another there.
     */
    private static boolean isUnicode(JsonNode node) {
        if (node.isTextual()) {
            return isUnicode(node.textValue());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!isUnicode(field.getKey())) {
                return false;
            }
        }
        for (JsonNode part : node) {
            if (!isUnicode(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return true;
    }

    static Operation read(Bytes operation) throws MalformedOperation {
        JsonNode node;
        try {
            node = JSON.readTree(operation.toByteArray());
        } catch (IOException e) {
            throw new MalformedOperation("the operation is not JSON");
        }
        if (!isUnicode(node)) {
            throw new MalformedOperation("the operation is not Unicode");
        }
        if (!node.path("f").isTextual() || !node.has("value")) {
            throw new MalformedOperation("an operation has a name f and a value");
        }
        return new Operation(node.get("f").textValue(), node.get("value"));
    }

    static Bytes ok(JsonNode value) {
        return reply("ok", value);
    }

    static Bytes failed(JsonNode value) {
        return reply("fail", value);
    }

    static Bytes malformed(MalformedOperation cause) {
        ObjectNode reply = JSON.createObjectNode();
        reply.put("type", "fail");
        reply.putNull("value");
        reply.put("error", cause.getMessage());
        return Bytes.utf8(reply.toString());
    }

    private static Bytes reply(String type, JsonNode value) {
        ObjectNode reply = JSON.createObjectNode();
        reply.put("type", type);
        reply.set("value", value);
        return Bytes.utf8(reply.toString());
    }

    static JsonNode pair(JsonNode first, String second) {
        return JSON.createArrayNode().add(first).add(textOrNull(second));
    }

    static JsonNode textOrNull(String text) {
        return text == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(text);
    }

    static String text(JsonNode node, String what) throws MalformedOperation {
        if (!node.isTextual()) {
            throw new MalformedOperation(what + " must be a string");
        }
        return node.textValue();
    }

    static void expectArray(JsonNode node, int size, String what) throws MalformedOperation {
        if (!node.isArray() || node.size() != size) {
            throw new MalformedOperation(what + " must be an array of " + size);
        }
    }
}
