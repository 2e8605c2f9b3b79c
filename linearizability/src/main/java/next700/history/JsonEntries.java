package next700.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Entries in JSON: one on a line, or all of them in one array. */
final class JsonEntries {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Value.NESTING_LIMIT)
                    .maxNumberLength(Value.NUMBER_LIMIT)
                    .build())
            .build();

    private final String source;
    private final JsonParser parser;
    private final int linesBefore;
    private final Numbers numbers;

    private JsonEntries(String source, JsonParser parser, int linesBefore, Numbers numbers) {
        this.numbers = numbers;
        this.source = source;
        this.parser = parser;
        this.linesBefore = linesBefore;
    }

    /** The entry that is the whole of a line. */
    static Entry line(String source, int line, String text, Numbers numbers) {
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonEntries(source, parser, line - 1, numbers).onlyEntry(line, text.length());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Hands on the entries of the one array in a text, which is given as much again to read for each. */
    static void array(String source, Utf8Text text, Numbers numbers, Consumer<Entry> reader) {
        try (JsonParser parser = JSON.createParser(text)) {
            new JsonEntries(source, parser, 0, numbers).entries(text, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(source + ": " + e.getMessage(), e);
        }
    }

    private Entry onlyEntry(int line, int length) throws IOException {
        try {
            Entry entry = entry(parser.nextToken());
            if (parser.nextToken() != null) {
                throw error("one object to a line: this is a second one");
            }
            return entry;
        } catch (JsonEOFException e) {
            throw new MalformedHistoryException(source, line, length + 1, "the line ends within a value");
        } catch (JsonProcessingException e) {
            throw error(e);
        }
    }

    private void entries(Utf8Text text, Consumer<Entry> reader) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw error("an array of objects was expected");
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                text.allowOneMoreEntry();
                reader.accept(entry(token));
            }
            text.allowOneMoreEntry();
            if (parser.nextToken() != null) {
                throw error("something stands behind the array");
            }
        } catch (JsonEOFException e) {
            throw new MalformedHistoryException(
                    source, text.line(), text.column(), "the recording ends within the array");
        } catch (JsonProcessingException e) {
            throw error(e);
        }
    }

    private Entry entry(JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw error("an object was expected");
        }
        JsonLocation start = parser.currentTokenLocation();
        Entry entry = new Entry(source, linesBefore + start.getLineNr(), start.getColumnNr());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            JsonLocation place = parser.currentTokenLocation();
            entry.add(name, value(), linesBefore + place.getLineNr(), place.getColumnNr());
        }
        return entry;
    }

    private MalformedHistoryException error(String reason) {
        return error(parser.currentTokenLocation(), reason);
    }

    private MalformedHistoryException error(JsonProcessingException e) {
        JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return error(place, e.getOriginalMessage());
    }

    private MalformedHistoryException error(JsonLocation place, String reason) {
        return new MalformedHistoryException(
                source, linesBefore + Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), reason);
    }

    private Value value() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Value.NIL;
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_STRING -> Value.of(parser.getText());
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> decimal();
            case START_ARRAY -> {
                List<Value> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value());
                }
                yield new Value.Sequence(elements);
            }
            case START_OBJECT -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    JsonLocation place = parser.currentTokenLocation();
                    parser.nextToken();
                    if (entries.put(name, value()) != null) {
                        throw error(place, "'" + name + "' is there twice");
                    }
                }
                yield new Value.Mapping(entries);
            }
            default -> throw error("no value begins like this");
        };
    }

    private Value wholeNumber() throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return numbers.whole(parser.getBigIntegerValue());
        }
        return Value.of(parser.getLongValue());
    }

    private Value decimal() throws IOException {
        try {
            return numbers.decimal(parser.getDecimalValue());
        } catch (NumberFormatException | ArithmeticException e) {
            throw error("a number beyond all bounds");
        }
    }
}
