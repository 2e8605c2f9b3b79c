package next700.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Entries in EDN (the notation of Clojure's data, github.com/edn-format/edn): maps one after the other, or all of them
 * in one vector or list. What becomes of its values is in the documentation of the package.
 */
final class EdnEntries {
    private static final Comparator<Value> BY_TEXT = Comparator.comparing(Value::toString);

    private final EdnScanner scanner;
    private final String source;
    private final Numbers numbers;
    /** How many forms the next one stands in. */
    private int depth;

    private EdnEntries(String source, Utf8Text text, Numbers numbers) {
        this.source = source;
        this.numbers = numbers;
        this.scanner = new EdnScanner(source, text);
    }

    /** Hands on the entries of a text, which is given as much again to read for each. */
    static void read(String source, Utf8Text text, Numbers numbers, Consumer<Entry> reader) {
        new EdnEntries(source, text, numbers).readAll(reader);
    }

    private void readAll(Consumer<Entry> reader) {
        int first = nextForm();
        if (first != '[' && first != '(') {
            entriesUntil(EdnScanner.END, reader);
            return;
        }
        scanner.next();
        entriesUntil(first == '[' ? ']' : ')', reader);
        scanner.next();
        if (nextForm() != EdnScanner.END) {
            throw scanner.error("something stands behind the vector of all entries");
        }
    }

    private void entriesUntil(int end, Consumer<Entry> reader) {
        while (nextForm() != end) {
            reader.accept(entry());
            scanner.allowOneMoreEntry();
        }
    }

    /** A map, or a record such as {@code #jepsen.history.Op{..}}. */
    private Entry entry() {
        Entry entry = new Entry(source, scanner.line(), scanner.column());
        if (scanner.peek() == '#') {
            scanner.next();
            scanner.token();
            nextForm();
        }
        if (scanner.peek() != '{') {
            throw scanner.error(
                    scanner.peek() == EdnScanner.END ? "the recording ends within the vector" : "a map was expected");
        }
        scanner.next();
        depth++;
        while (nextForm() != '}') {
            String name = field(entry);
            nextForm();
            int line = scanner.line();
            int column = scanner.column();
            entry.add(name, value(), line, column);
        }
        scanner.next();
        depth--;
        return entry;
    }

    /** The name of a field of the entry. */
    private String field(Entry entry) {
        int line = scanner.line();
        int column = scanner.column();
        if (scanner.peek() == EdnScanner.END) {
            throw scanner.error("the recording ends within the map that begins in line " + entry.line());
        }
        if (value() instanceof Value.Text name) {
            return name.value();
        }
        throw scanner.error(
                line,
                column,
                "a keyword was expected; the map that begins in line " + entry.line() + " has not ended yet");
    }

    /**
     * The character that the next form begins with, or that ends the one around it, or the end. Passes what {@code #_}
     * hides.
     */
    private int nextForm() {
        while (scanner.peekForm() == '#' && scanner.peekSecond() == '_') {
            scanner.next();
            scanner.next();
            enter();
            nextForm();
            value();
            depth--;
        }
        return scanner.peek();
    }

    /** The form that begins here. */
    private Value value() {
        enter();
        int line = scanner.line();
        int column = scanner.column();
        int character = scanner.peek();
        Value value = switch (character) {
            case EdnScanner.END -> throw scanner.error("the recording ends within a form");
            case ')', ']', '}' -> throw scanner.error("a form was expected before '" + (char) character + "'");
            case '[' -> new Value.Sequence(formsUntil(']'));
            case '(' -> new Value.Sequence(formsUntil(')'));
            case '{' -> new Value.Mapping(mapping(""));
            case '#' -> dispatched();
            case '"' -> {
                scanner.next();
                yield Value.of(scanner.string());
            }
            case ':' -> {
                scanner.next();
                yield Value.of(named(line, column));
            }
            case '\\' -> character();
            default -> atom(line, column);
        };
        depth--;
        return value;
    }

    private void enter() {
        if (++depth > Value.NESTING_LIMIT) {
            throw scanner.error("forms are nested deeper than " + Value.NESTING_LIMIT);
        }
    }

    private List<Value> formsUntil(int close) {
        scanner.next();
        List<Value> forms = new ArrayList<>();
        while (nextForm() != close) {
            forms.add(value());
        }
        scanner.next();
        return forms;
    }

    private Map<String, Value> mapping(String namespace) {
        scanner.next();
        Map<String, Value> entries = new LinkedHashMap<>();
        while (nextForm() != '}') {
            int line = scanner.line();
            int column = scanner.column();
            String name = namespace + key(value());
            nextForm();
            if (entries.put(name, value()) != null) {
                throw scanner.error(line, column, "'" + name + "' is there twice");
            }
        }
        scanner.next();
        return entries;
    }

    private static String key(Value value) {
        return value instanceof Value.Text text ? text.value() : value.toString();
    }

    /** What begins with a number sign: a set, a tagged form, a map whose keys share a namespace. */
    private Value dispatched() {
        int second = scanner.peekSecond();
        int line = scanner.line();
        int column = scanner.column();
        scanner.next();
        if (second == '{') {
            List<Value> elements = formsUntil('}');
            // A set has no order: equal ones must be equal values.
            elements.sort(BY_TEXT);
            return new Value.Sequence(elements);
        }
        if (second == ':') {
            scanner.next();
            String namespace = named(line, column) + "/";
            if (scanner.peekForm() != '{') {
                throw scanner.error("a map was expected");
            }
            return new Value.Mapping(mapping(namespace));
        }
        if (!Character.isLetter(second)) {
            throw scanner.error(line, column, "no form begins like this");
        }
        scanner.token();
        nextForm();
        return value();
    }

    private String named(int line, int column) {
        String name = scanner.token();
        if (name.isEmpty()) {
            throw scanner.error(line, column, "a name was expected");
        }
        return name;
    }

    /** A single character, or the name of one, which stands for itself: {@code \newline} is a line's end. */
    private Value character() {
        scanner.next();
        int first = scanner.next();
        if (first == EdnScanner.END) {
            throw scanner.error("the recording ends within a character");
        }
        String name = (char) first + scanner.token();
        return Value.of(
                switch (name) {
                    case "newline" -> "\n";
                    case "return" -> "\r";
                    case "space" -> " ";
                    case "tab" -> "\t";
                    default -> name;
                });
    }

    /** A number, a symbol, or one of the three symbols that are values. */
    private Value atom(int line, int column) {
        String token = named(line, column);
        char first = token.charAt(0);
        boolean signed = (first == '-' || first == '+') && token.length() > 1;
        char leading = signed ? token.charAt(1) : first;
        if (leading >= '0' && leading <= '9') {
            return number(token, line, column);
        }
        return switch (token) {
            case "nil" -> Value.NIL;
            case "true" -> Value.of(true);
            case "false" -> Value.of(false);
            default -> {
                if ("'`~@^%".indexOf(first) >= 0) {
                    throw scanner.error(line, column, "no form begins with " + first);
                }
                yield Value.of(token);
            }
        };
    }

    private Value number(String token, int line, int column) {
        if (token.length() > Value.NUMBER_LIMIT) {
            throw scanner.error(line, column, "a number of more than " + Value.NUMBER_LIMIT + " characters");
        }
        if (token.indexOf('/') > 0) {
            throw scanner.error(line, column, "a ratio is no value of a history: " + token);
        }
        try {
            if (token.startsWith("0x")) {
                return numbers.whole(new BigInteger(token.substring(2), 16));
            }
            char last = token.charAt(token.length() - 1);
            if (last == 'N') {
                return numbers.whole(new BigInteger(token.substring(0, token.length() - 1)));
            }
            if (last == 'M') {
                return numbers.decimal(new BigDecimal(token.substring(0, token.length() - 1)));
            }
            if (token.chars().anyMatch(digit -> digit == '.' || digit == 'e' || digit == 'E')) {
                return numbers.decimal(new BigDecimal(token));
            }
            return token.length() < 19 ? Value.of(Long.parseLong(token)) : numbers.whole(new BigInteger(token));
        } catch (NumberFormatException e) {
            throw scanner.error(line, column, "no number: " + token);
        }
    }
}
