package next700.model.trace;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Taken;

/**
 * Steps as TLA+ writes values. Replicas and clients are known by their numbers, other processes by their names; enums, texts,
 * bytes and digests are strings; lists are sequences, sets sets, maps functions; an optional value is a sequence of at most one;
 * a record has the fields of its components.
 */
final class TlaText {
    static final String STEP = "step";
    static final String PROCESS = "process";

    private TlaText() {}

    /**
     * What a step says, by field: its name, who took it, and the components of the Java record that tells of it.
     *
     * @throws NoTlaValueException if TLA+ has no value for one of these
     */
    static SortedMap<String, String> fieldsOf(Taken step) {
        if (!(step instanceof Record told)) {
            throw new NoTlaValueException("the step " + step.step() + " is told by the class "
                    + step.getClass().getName() + ", which is no record, so that its fields cannot be read");
        }
        Map<String, Object> fields = componentsOf(told);
        fields.put(STEP, step.step());
        fields.put(PROCESS, step.process());
        SortedMap<String, String> texts = new TreeMap<>();
        fields.forEach(
                (name, value) -> texts.put(name, value(value, "the field '" + name + "' of step " + step.step())));
        return texts;
    }

    /** A record of these fields. */
    static String record(Map<String, String> fields) {
        return fields(fields.entrySet());
    }

    private static Map<String, Object> componentsOf(Record told) {
        Map<String, Object> components = new LinkedHashMap<>();
        for (RecordComponent component : told.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                components.put(component.getName(), component.getAccessor().invoke(told));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new NoTlaValueException(
                        component.getName() + " of " + told.getClass().getName() + " cannot be read: " + e.getCause());
            }
        }
        return components;
    }

    private static String value(Object value, String what) {
        return switch (value) {
            case null -> throw new NoTlaValueException(what + " is null, for which TLA+ has no value: use Optional");
            case Integer number -> number.toString();
            case Short number -> number.toString();
            case Byte number -> number.toString();
            case Long number -> number(number, what);
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case ReplicaId replica -> Integer.toString(replica.number());
            case ClientId client -> Integer.toString(client.number());
            case ProcessId process -> quoted(process.name());
            case Enum<?> constant -> quoted(constant.name());
            case CharSequence text -> quoted(text.toString());
            case Bytes bytes -> quoted(bytes.toHex());
            case Digest digest -> quoted(digest.toString());
            case Optional<?> optional ->
                optional.map(present -> "<<" + value(present, what) + ">>").orElse("<<>>");
            case Set<?> set -> joined("{", set, "}", what);
            case Collection<?> list -> joined("<<", list, ">>", what);
            case Map<?, ?> map -> function(map, what);
            case Record told -> record(told, what);
            default ->
                throw new NoTlaValueException(what + " is a " + value.getClass().getName()
                        + ", for which TLA+ has no value: tell it in numbers, truth values, names, texts, lists, sets,"
                        + " maps or records of these");
        };
    }

    private static String function(Map<?, ?> map, String what) {
        return map.isEmpty()
                ? "<<>>"
                : map.entrySet().stream()
                        .map(pair -> value(pair.getKey(), what) + " :> " + value(pair.getValue(), what))
                        .collect(Collectors.joining(" @@ ", "(", ")"));
    }

    /** TLA+ has no record without fields. */
    private static String record(Record told, String what) {
        Map<String, Object> components = componentsOf(told);
        return components.isEmpty()
                ? quoted(told.getClass().getSimpleName())
                : fields(components.entrySet().stream()
                        .map(field -> Map.entry(field.getKey(), value(field.getValue(), what)))
                        .toList());
    }

    /** TLC counts in 32 bits. */
    private static String number(long number, String what) {
        if (number != (int) number) {
            throw new NoTlaValueException(what + " is " + number
                    + ", and TLC's numbers have 32 bits: tell its rank among those of the run, or a text");
        }
        return Long.toString(number);
    }

    private static String fields(Collection<Map.Entry<String, String>> fields) {
        return fields.stream()
                .map(field -> field.getKey() + " |-> " + field.getValue())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String joined(String open, Collection<?> elements, String close, String what) {
        return elements.stream().map(each -> value(each, what)).collect(Collectors.joining(", ", open, close));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** What was {@link #quoted}, as it was. */
    static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 1; at < text.length() - 1; at++) {
            char next = text.charAt(at);
            if (next == '\\') {
                at++;
                next = text.charAt(at) == 'n' ? '\n' : text.charAt(at);
            }
            plain.append(next);
        }
        return plain.toString();
    }

    /** For people: the step, its process, and what else it says. */
    static String tell(Taken step) {
        if (!(step instanceof Record told)) {
            return step.step() + " of " + step.process();
        }
        String more = componentsOf(told).entrySet().stream()
                .filter(field -> !field.getKey().equals(STEP) && !field.getKey().equals(PROCESS))
                .map(field -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining(", "));
        return step.step() + " of " + step.process() + (more.isEmpty() ? "" : ": " + more);
    }
}
