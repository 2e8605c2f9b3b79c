package next700.history;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an operation was given or answered: the values of JSON, immutable and compared by content, so that
 * specifications can keep them in their states.
 */
public sealed interface Value {
    Value NIL = new Nil();

    /** Values of operations are shallow; what is nested deeper is an attack or an accident, and is not read. */
    int NESTING_LIMIT = 64;

    /** The digits of a number that are read, which bounds the time that it takes to understand it. */
    int NUMBER_LIMIT = 1000;

    /** No value: {@code null} in JSON. What it means (absent, empty, not known) is for a specification to say. */
    record Nil() implements Value {
        @Override
        public String toString() {
            return "null";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A whole number of at most 64 bits. */
    record Whole(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A number that is no {@link Whole}: one with a fraction, an exponent, or more than 64 bits. */
    record Decimal(BigDecimal value) implements Value {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    record Text(String value) implements Value {
        @Override
        public String toString() {
            return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    record Sequence(List<Value> elements) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return elements.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    record Mapping(Map<String, Value> entries) implements Value {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String toString() {
            return entries.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(long value) {
        return new Whole(value);
    }

    /** The text, or {@link #NIL} where there is none. */
    static Value of(String value) {
        return value == null ? NIL : new Text(value);
    }

    static Value list(Value... elements) {
        return new Sequence(List.of(elements));
    }

    /**
     * The value of a plain Java object: null, a Boolean, a Number, a String, a List or Map of such, or a Value.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Value from(Object plain) {
        return switch (plain) {
            case null -> NIL;
            case Value value -> value;
            case Boolean bool -> new Bool(bool);
            case Integer number -> new Whole(number);
            case Long number -> new Whole(number);
            case BigDecimal number -> new Decimal(number);
            case Double number -> new Decimal(BigDecimal.valueOf(number));
            case String text -> new Text(text);
            case List<?> list -> {
                List<Value> elements = new ArrayList<>(list.size());
                list.forEach(element -> elements.add(from(element)));
                yield new Sequence(elements);
            }
            case Map<?, ?> map -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                map.forEach((key, value) -> entries.put(String.valueOf(key), from(value)));
                yield new Mapping(entries);
            }
            default -> throw new IllegalArgumentException("no value of a history: " + plain.getClass());
        };
    }
}
