package next700.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The notations in which recordings come; each is known by its first characters. */
enum Format {
    /** One object to a line. */
    JSON_LINES,
    /** An array of objects. */
    JSON_ARRAY,
    /** Maps, or a vector of maps. */
    EDN,
    /** Names of fields in the first line, and then their values. */
    CSV,
    /** What Jepsen's logger writes. */
    JEPSEN_LOG;

    private static final int SNIFFED_BYTES = 1 << 12;
    private static final Pattern NAMES = Pattern.compile("\\uFEFF?[\"\\w. ,-]+");
    private static final int BYTE_ORDER_MARK = 0xEF;

    /** Looks at the beginning of a stream, and leaves it where it was. */
    static Format of(BufferedInputStream input) throws IOException {
        input.mark(SNIFFED_BYTES);
        try {
            int first = significant(input);
            if (first == '[') {
                int second = significant(input);
                return second == '{' ? ofObject(input, JSON_ARRAY) : isEdn(second) ? EDN : JSON_ARRAY;
            }
            return first == '{' ? ofObject(input, JSON_LINES) : isEdn(first) ? EDN : ofLines(input);
        } finally {
            input.reset();
        }
    }

    private static Format ofObject(BufferedInputStream input, Format json) throws IOException {
        int next = significant(input);
        return next == '"' || next == '}' || next == -1 ? json : EDN;
    }

    /** A beginning that is neither of JSON nor of EDN. */
    private static Format ofLines(BufferedInputStream input) throws IOException {
        input.reset();
        List<String> lines = new String(input.readNBytes(SNIFFED_BYTES), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (lines.stream().anyMatch(JepsenLog::recognises)) {
            return JEPSEN_LOG;
        }
        String names = lines.isEmpty() ? "" : lines.getFirst();
        return names.contains(",") && NAMES.matcher(names).matches() ? CSV : JSON_LINES;
    }

    private static boolean isEdn(int character) {
        return character == '#' || character == ';' || character == '(' || character == ':';
    }

    /** The first byte that is neither white space nor of a byte order mark. */
    private static int significant(BufferedInputStream input) throws IOException {
        for (int i = 0; i < SNIFFED_BYTES / 4; i++) {
            int next = input.read();
            if (next == BYTE_ORDER_MARK) {
                // There may be less of it than there should: whoever reads the text says so.
                input.readNBytes(2);
            } else if (!EdnScanner.isSpace(next)) {
                return next;
            }
        }
        return -1;
    }
}
