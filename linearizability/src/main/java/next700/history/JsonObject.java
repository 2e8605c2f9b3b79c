package next700.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a recording: an object whose fields know their columns, so that whatever is wrong with one can be said
 * with its place.
 */
public final class JsonObject {
    /** Values of operations are shallow; more than this is an attack or an accident. */
    private static final int NESTING_LIMIT = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_LIMIT)
                    .build())
            .build();

    private final String source;
    private final int line;
    private final Map<String, Field> fields;

    private record Field(Value value, int column) {}

    private JsonObject(String source, int line, Map<String, Field> fields) {
        this.source = source;
        this.line = line;
        this.fields = fields;
    }

    static JsonObject parse(String source, int line, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return parse(source, line, text, parser);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static JsonObject parse(String source, int line, String text, JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedHistoryException(source, line, column(parser), "an object was expected");
            }
            Map<String, Field> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                int column = column(parser);
                fields.put(name, new Field(value(parser), column));
            }
            if (parser.nextToken() != null) {
                throw new MalformedHistoryException(
                        source, line, column(parser), "one object to a line: this is a second one");
            }
            return new JsonObject(source, line, fields);
        } catch (JsonEOFException e) {
            throw new MalformedHistoryException(source, line, text.length() + 1, "the line ends within a value");
        } catch (JsonProcessingException e) {
            int column = (e.getLocation() == null ? parser.currentLocation() : e.getLocation()).getColumnNr();
            throw new MalformedHistoryException(source, line, column, e.getOriginalMessage());
        }
    }

    /** The line it stands on, from 1. */
    public int line() {
        return line;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The value of a field; {@link Value#NIL} where it is absent. */
    public Value value(String name) {
        Field field = fields.get(name);
        return field == null ? Value.NIL : field.value;
    }

    /** The text of a field that must be there and be text. */
    public String text(String name) {
        if (required(name) instanceof Value.Text text) {
            return text.value();
        }
        throw error(name, "'" + name + "' must be a text");
    }

    /** The text of a field that must be text where it is there and not null. */
    public Optional<String> optionalText(String name) {
        return value(name).equals(Value.NIL) ? Optional.empty() : Optional.of(text(name));
    }

    /** The name in a field that must be there: a text, or a whole number, which is as good a name. */
    public String name(String name) {
        return switch (required(name)) {
            case Value.Text text -> text.value();
            case Value.Whole number -> Long.toString(number.value());
            default -> throw error(name, "'" + name + "' must be a text or a whole number");
        };
    }

    /** The name in a field that must be one where it is there and not null. */
    public Optional<String> optionalName(String name) {
        return value(name).equals(Value.NIL) ? Optional.empty() : Optional.of(name(name));
    }

    /** The number of a field that must be there and be a whole number. */
    public long whole(String name) {
        if (required(name) instanceof Value.Whole number) {
            return number.value();
        }
        throw error(name, "'" + name + "' must be a whole number");
    }

    /** What to throw when the value of a field is not acceptable. */
    public MalformedHistoryException error(String name, String reason) {
        Field field = fields.get(name);
        return new MalformedHistoryException(source, line, field == null ? 1 : field.column, reason);
    }

    private Value required(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw error(name, "'" + name + "' is missing");
        }
        return field.value;
    }

    private static int column(JsonParser parser) {
        return parser.currentTokenLocation().getColumnNr();
    }

    private static Value value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Value.NIL;
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_STRING -> Value.of(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> new Value.Decimal(parser.getDecimalValue());
            case START_ARRAY -> {
                List<Value> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield new Value.Sequence(elements);
            }
            case START_OBJECT -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    entries.put(name, value(parser));
                }
                yield new Value.Mapping(entries);
            }
            default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    private static Value whole(BigInteger number) {
        return number.bitLength() < Long.SIZE
                ? new Value.Whole(number.longValue())
                : new Value.Decimal(new BigDecimal(number));
    }
}
