package next700.history;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What plain Java objects are as {@link Value values} of histories. */
final class PlainValues {
    private PlainValues() {}

    static Value value(Object plain) {
        return switch (plain) {
            case null -> Value.NIL;
            case Value value -> value;
            case Boolean bool -> Value.of(bool.booleanValue());
            case Number number -> number(number);
            case CharSequence text -> Value.of(text.toString());
            case Character character -> Value.of(character.toString());
            case Enum<?> constant -> Value.of(constant.name());
            case UUID id -> Value.of(id.toString());
            case Optional<?> optional -> value(optional.orElse(null));
            case byte[] bytes -> bytes(bytes);
            case Set<?> set -> sequence(set, true);
            case Iterable<?> elements -> sequence(elements, false);
            case Map<?, ?> map -> mapping(map);
            default -> {
                if (plain.getClass().isArray()) {
                    yield array(plain);
                }
                throw new IllegalArgumentException("no value of a history: " + plain.getClass());
            }
        };
    }

    private static Value number(Number number) {
        return switch (number) {
            case Byte whole -> Value.of(whole.longValue());
            case Short whole -> Value.of(whole.longValue());
            case Integer whole -> Value.of(whole.longValue());
            case Long whole -> Value.of(whole.longValue());
            case AtomicInteger whole -> Value.of(whole.longValue());
            case AtomicLong whole -> Value.of(whole.longValue());
            case BigInteger whole -> Value.of(new BigDecimal(whole));
            case BigDecimal decimal -> Value.of(decimal);
            // As it is printed, so that 0.1f is 0.1 and not the nearest double.
            case Float decimal -> Value.of(finite(decimal, decimal.toString()));
            case Double decimal -> Value.of(finite(decimal, decimal.toString()));
            default -> throw new IllegalArgumentException("no value of a history: " + number.getClass());
        };
    }

    private static BigDecimal finite(Number number, String printed) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("no value of a history: " + printed);
        }
        return new BigDecimal(printed);
    }

    private static Value bytes(byte[] bytes) {
        List<Value> elements = new ArrayList<>(bytes.length);
        for (byte octet : bytes) {
            elements.add(Value.of(Byte.toUnsignedInt(octet)));
        }
        return new Value.Sequence(elements);
    }

    private static Value array(Object array) {
        List<Value> elements = new ArrayList<>(Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(value(Array.get(array, i)));
        }
        return new Value.Sequence(elements);
    }

    private static Value sequence(Iterable<?> plain, boolean unordered) {
        List<Value> elements = new ArrayList<>();
        plain.forEach(element -> elements.add(value(element)));
        if (unordered) {
            elements.sort(Comparator.comparing(Value::toString));
        }
        return new Value.Sequence(elements);
    }

    private static Value mapping(Map<?, ?> map) {
        Map<String, Value> entries = new LinkedHashMap<>();
        map.forEach((key, element) -> entries.put(String.valueOf(key), value(element)));
        return new Value.Mapping(entries);
    }
}
