package next700.history;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Entries in CSV (RFC 4180, one record to a line): the first line names the fields. A cell is what it is in JSON, and else a
 * text; an empty one is null, and {@code ""} is the empty text.
 */
final class CsvEntries {
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    private final String source;
    private final Numbers numbers;
    private final Consumer<Entry> reader;
    private List<Cell> names = List.of();

    private record Cell(String text, int column, boolean quoted) {}

    private CsvEntries(String source, Numbers numbers, Consumer<Entry> reader) {
        this.source = source;
        this.numbers = numbers;
        this.reader = reader;
    }

    static void read(String source, InputStream input, int lineLimitBytes, Numbers numbers, Consumer<Entry> reader) {
        JsonLines.texts(source, input, lineLimitBytes, new CsvEntries(source, numbers, reader)::line);
    }

    private void line(int number, String text) {
        List<Cell> cells = cells(number, text);
        if (names.isEmpty()) {
            names = cells;
            return;
        }
        if (cells.size() != names.size()) {
            throw new MalformedHistoryException(
                    source, number, 1, "%d cells under %d names".formatted(cells.size(), names.size()));
        }
        Entry entry = new Entry(source, number, 1);
        for (int i = 0; i < cells.size(); i++) {
            entry.add(names.get(i).text.strip(), value(number, cells.get(i)), number, cells.get(i).column);
        }
        reader.accept(entry);
    }

    private List<Cell> cells(int number, String text) {
        List<Cell> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            int begin = at;
            StringBuilder cell = new StringBuilder();
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            if (quoted) {
                at = unquote(number, text, at + 1, cell);
            }
            while (at < text.length() && text.charAt(at) != ',') {
                cell.append(text.charAt(at++));
            }
            cells.add(new Cell(cell.toString().strip(), begin + 1, quoted));
            if (at == text.length()) {
                return cells;
            }
            at++;
        }
    }

    /** Takes what is between quotation marks, of which two stand for one; returns the place behind the last. */
    private int unquote(int number, String text, int begin, StringBuilder cell) {
        int at = begin;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                cell.append(text.charAt(at++));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw new MalformedHistoryException(source, number, begin, "the line ends within quotation marks");
    }

    private Value value(int number, Cell cell) {
        if (cell.text.isEmpty()) {
            return cell.quoted ? Value.of("") : Value.NIL;
        }
        char first = cell.text.charAt(0);
        if (Character.isLetter(first) && !WORDS.contains(cell.text)) {
            return Value.of(cell.text);
        }
        try {
            return JsonEntries.line(source, number, "{\"cell\":" + cell.text + "}", numbers)
                    .value("cell");
        } catch (MalformedHistoryException noJson) {
            if (first == '[' || first == '{') {
                throw new MalformedHistoryException(source, number, cell.column, noJson.reason());
            }
            return Value.of(cell.text);
        }
    }
}
