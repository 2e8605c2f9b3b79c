package next700.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON value that knows its place, so that whatever is wrong with it can be told with line and column. */
public sealed interface Placed {
    /** How the parser's message begins where a name is there twice. */
    String DUPLICATE = "Duplicate field ";

    SourceLocation place();

    /** Names with values, in their order. */
    record Fields(SourceLocation place, Map<String, Placed> values) implements Placed {
        public Optional<Placed> get(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    /** Values, in their order. */
    record Items(SourceLocation place, List<Placed> values) implements Placed {}

    /** A string. */
    record Text(SourceLocation place, String value) implements Placed {}

    /** A number, true, false or null, as it is written. */
    record Literal(SourceLocation place, String value) implements Placed {}

    default MalformedModelsException error(String message) {
        return new MalformedModelsException(place(), message);
    }

    /** The value as an object, of which an example is told if it is none. */
    static Fields fields(Placed value, String what, String example) {
        if (value instanceof Fields fields) {
            return fields;
        }
        throw value.error(what + " must be an object" + (example == null ? "" : ", such as " + example));
    }

    /** The value as a string. */
    static Text text(Placed value) {
        if (value instanceof Text text) {
            return text;
        }
        throw value.error("a string was expected");
    }

    /** A field as a list of strings; an empty one if it is not there. */
    static List<Text> texts(Fields fields, String name) {
        return fields.get(name).map(Placed::texts).orElse(List.of());
    }

    /** The same, without their places. */
    static List<String> strings(Fields fields, String name) {
        return texts(fields, name).stream().map(Text::value).toList();
    }

    /** The value as a list of strings. */
    static List<Text> texts(Placed value) {
        if (value instanceof Items items) {
            return items.values().stream().map(Placed::text).toList();
        }
        throw value.error("a list of strings was expected");
    }

    /** Whether it is null, which is there to say that something is not. */
    static boolean isNull(Placed value) {
        return value instanceof Literal literal && literal.value().equals("null");
    }

    /** A field as a number from 1. */
    static Optional<Long> number(Fields fields, String name) {
        return fields.get(name).map(value -> {
            if (value instanceof Literal literal && literal.value().matches("[1-9]\\d{0,17}")) {
                return Long.valueOf(literal.value());
            }
            throw value.error("'" + name + "' must be a number from 1");
        });
    }

    /** Refuses fields by other names. */
    static Fields allow(Fields fields, String what, Set<String> allowed) {
        fields.values().forEach((name, value) -> {
            if (!allowed.contains(name)) {
                throw value.error(what + " has no field '" + name + "'; there are " + String.join(", ", allowed));
            }
        });
        return fields;
    }

    /**
     * Reads a file of JSON.
     *
     * @param path its name, for errors
     * @throws MalformedModelsException if it is none, or names something twice
     */
    static Placed read(String path, String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            if (parser.nextToken() == null) {
                throw new MalformedModelsException(new SourceLocation(path, 1, 1), "the file is empty");
            }
            Placed value = value(path, parser);
            if (parser.nextToken() != null) {
                throw new MalformedModelsException(place(path, parser), "nothing may follow the end of the object");
            }
            return value;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String message = e.getOriginalMessage();
            boolean isTwice = message.startsWith(DUPLICATE);
            throw new MalformedModelsException(
                    new SourceLocation(path, at.getLineNr(), at.getColumnNr()),
                    isTwice ? message.substring(DUPLICATE.length()) + " is there twice" : "not JSON: " + message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Placed value(String path, JsonParser parser) throws IOException {
        SourceLocation place = place(path, parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Placed> values = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    values.put(name, value(path, parser));
                }
                yield new Fields(place, values);
            }
            case START_ARRAY -> {
                List<Placed> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(path, parser));
                }
                yield new Items(place, values);
            }
            case VALUE_STRING -> new Text(place, parser.getText());
            default -> new Literal(place, parser.getText());
        };
    }

    private static SourceLocation place(String path, JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return new SourceLocation(path, at.getLineNr(), at.getColumnNr());
    }
}
