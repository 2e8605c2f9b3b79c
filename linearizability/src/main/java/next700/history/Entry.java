package next700.history;

import java.util.Arrays;
import java.util.Optional;

/**
 * One entry of a recording: an object (of JSON) or a map (of EDN) whose fields know their places, so that whatever is
 * wrong with one can be said with its line and column.
 */
public final class Entry {
    private static final int USUAL_FIELDS = 8;

    private final String source;
    private final int line;
    private final int column;
    private String[] names = new String[USUAL_FIELDS];
    private Value[] values = new Value[USUAL_FIELDS];
    private int[] lines = new int[USUAL_FIELDS];
    private int[] columns = new int[USUAL_FIELDS];
    private int size;

    /** An entry without fields, to be filled, which begins at a place from 1. */
    Entry(String source, int line, int column) {
        this.source = source;
        this.line = line;
        this.column = column;
    }

    /**
     * Adds a field, whose value stands at the place.
     *
     * @throws MalformedHistoryException if there is one of that name
     */
    void add(String name, Value value, int atLine, int atColumn) {
        if (indexOf(name) >= 0) {
            throw new MalformedHistoryException(source, atLine, atColumn, "'" + name + "' is there twice");
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
            columns = Arrays.copyOf(columns, 2 * size);
        }
        names[size] = name;
        values[size] = value;
        lines[size] = atLine;
        columns[size] = atColumn;
        size++;
    }

    /** Another without fields at the same place. */
    Entry empty() {
        return new Entry(source, line, column);
    }

    /** Calls a field by another name, if it is there; what had that name before has none any more. */
    void rename(String name, String other) {
        int index = indexOf(name);
        int replaced = indexOf(other);
        if (index >= 0 && index != replaced) {
            if (replaced >= 0) {
                names[replaced] = "";
            }
            names[index] = other;
        }
    }

    /** The line it begins on, from 1. */
    public int line() {
        return line;
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The value of a field; {@link Value#NIL} where it is absent. */
    public Value value(String name) {
        int index = indexOf(name);
        return index < 0 ? Value.NIL : values[index];
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
        int index = indexOf(name);
        return index < 0
                ? new MalformedHistoryException(source, line, column, reason)
                : new MalformedHistoryException(source, lines[index], columns[index], reason);
    }

    private Value required(String name) {
        int index = indexOf(name);
        if (index < 0) {
            throw error(name, "'" + name + "' is missing");
        }
        return values[index];
    }

    private int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
