package next700.history;

import java.math.BigDecimal;
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

    /** The decimal digits of the largest whole number of 64 bits. */
    int DIGITS_OF_A_LONG = 19;

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

    /**
     * A number that is no {@link Whole}: one with a fraction, or of more than 64 bits. {@link #of(BigDecimal)} sees to
     * that; one made by hand may be equal to a whole number and yet differ from it, as {@link HistoryReader#exact} has
     * it.
     */
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

    /** The number, so that equal numbers are equal values however they were written: 1.0 is 1, and 1.50 is 1.5. */
    static Value of(BigDecimal number) {
        if (number.signum() == 0) {
            return new Whole(0);
        }
        // Dividing by powers of ten until there is a remainder takes long only for numbers of many digits.
        BigDecimal stripped = number.stripTrailingZeros();
        boolean short64 = stripped.scale() <= 0 && stripped.precision() - (long) stripped.scale() <= DIGITS_OF_A_LONG;
        if (short64 && stripped.toBigInteger().bitLength() < Long.SIZE) {
            return new Whole(stripped.longValue());
        }
        return new Decimal(stripped);
    }

    /** The text, or {@link #NIL} where there is none. */
    static Value of(String value) {
        return value == null ? NIL : new Text(value);
    }

    static Value list(Value... elements) {
        return new Sequence(List.of(elements));
    }

    /**
     * The value of a plain Java object. Numbers are what they are worth, whatever their class; arrays, collections and
     * maps are taken apart; bytes are a list of numbers from 0 to 255, enums their names, UUIDs and characters texts.
     * The elements of a set are in the order of their texts, so that equal sets are equal.
     *
     * @throws IllegalArgumentException if it is anything else, or a floating-point number that is none
     */
    static Value from(Object plain) {
        return PlainValues.value(plain);
    }
}
