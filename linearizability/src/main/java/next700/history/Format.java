package next700.history;

import java.io.BufferedInputStream;
import java.io.IOException;

/** The notations in which recordings come; each is known by its first characters. */
enum Format {
    /** One object to a line. */
    JSON_LINES,
    /** An array of objects. */
    JSON_ARRAY,
    /** Maps, or a vector of maps. */
    EDN;

    private static final int SNIFFED_BYTES = 1 << 12;
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
            return first == '{' ? ofObject(input, JSON_LINES) : isEdn(first) ? EDN : JSON_LINES;
        } finally {
            input.reset();
        }
    }

    private static Format ofObject(BufferedInputStream input, Format json) throws IOException {
        int next = significant(input);
        return next == '"' || next == '}' || next == -1 ? json : EDN;
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
