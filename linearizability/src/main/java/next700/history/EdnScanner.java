package next700.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The characters of a text in EDN, one at a time and with their places, and the tokens made of more than one. */
final class EdnScanner {
    static final int END = -1;

    private static final int CHUNK_CHARACTERS = 1 << 14;

    private final String source;
    private final Utf8Text text;
    private final char[] chunk = new char[CHUNK_CHARACTERS];
    private final String[] recent = new String[1 << 8];
    private char[] token = new char[1 << 8];
    private int at;
    private int end;
    private int line = 1;
    /** What must be added to {@link #at} to have the column. */
    private int columnOffset = 1;

    EdnScanner(String source, Utf8Text text) {
        this.source = source;
        this.text = text;
    }

    /** The line of the next character, from 1. */
    int line() {
        return line;
    }

    /** The column of the next character, in UTF-16 units from 1. */
    int column() {
        return at + columnOffset;
    }

    void allowOneMoreEntry() {
        text.allowOneMoreEntry();
    }

    MalformedHistoryException error(String reason) {
        return error(line(), column(), reason);
    }

    MalformedHistoryException error(int atLine, int atColumn, String reason) {
        return new MalformedHistoryException(source, atLine, atColumn, reason);
    }

    /** The next character, which stays; {@link #END} where there is none. */
    int peek() {
        return at < end || fill() ? chunk[at] : END;
    }

    /** The character after the next one; both stay. */
    int peekSecond() {
        if (at + 1 < end || peek() == END) {
            return at + 1 < end ? chunk[at + 1] : END;
        }
        chunk[0] = chunk[at];
        columnOffset += at;
        at = 0;
        end = 1 + read(1);
        return end > 1 ? chunk[1] : END;
    }

    /** The next character, which is passed; {@link #END} where there is none. */
    int next() {
        int character = peek();
        if (character != END) {
            at++;
            if (character == '\n') {
                line++;
                columnOffset = 1 - at;
            }
        }
        return character;
    }

    /** Passes white space, to which commas belong, and comments; the character after it stays. */
    int peekForm() {
        while (true) {
            int character = peek();
            if (character == ';') {
                while (character != '\n' && character != END) {
                    character = next();
                }
            } else if (isSpace(character)) {
                next();
            } else {
                return character;
            }
        }
    }

    /** What stands up to the next space or delimiter: a number, a symbol, or the name of a keyword. */
    String token() {
        int length = 0;
        int hash = 0;
        for (int character = peek(); !endsToken(character); character = peek()) {
            if (length == token.length) {
                token = Arrays.copyOf(token, 2 * length);
            }
            token[length++] = (char) character;
            hash = 31 * hash + character;
            next();
        }
        return name(length, hash);
    }

    /** The text up to the quotation mark that ends it; the one that begins it is already passed. */
    String string() {
        StringBuilder content = new StringBuilder();
        while (true) {
            int character = peek();
            switch (character) {
                case END -> throw error("the recording ends within a string");
                case '"' -> {
                    next();
                    return content.toString();
                }
                case '\\' -> {
                    next();
                    content.append(escaped());
                }
                default -> {
                    content.append((char) character);
                    next();
                }
            }
        }
    }

    /** The names in a recording are few, and the same string for the same name saves most of their memory. */
    private String name(int length, int hash) {
        int slot = (hash ^ (hash >>> 16)) & (recent.length - 1);
        String known = recent[slot];
        if (known == null || !isName(known, length)) {
            known = new String(token, 0, length);
            recent[slot] = known;
        }
        return known;
    }

    private boolean isName(String name, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != token[i]) {
                return false;
            }
        }
        return true;
    }

    private char escaped() {
        int character = peek();
        char plain = switch (character) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\' -> (char) character;
            case 'u' -> {
                next();
                yield digits(4, 16);
            }
            case '0', '1', '2', '3' -> digits(3, 8);
            default -> throw error("no escape begins like this");
        };
        if (character != 'u' && (character < '0' || character > '3')) {
            next();
        }
        return plain;
    }

    private char digits(int count, int radix) {
        int code = 0;
        for (int i = 0; i < count; i++) {
            int digit = Character.digit(peek(), radix);
            if (digit < 0) {
                throw error("an escape has " + count + " digits in base " + radix);
            }
            code = code * radix + digit;
            next();
        }
        return (char) code;
    }

    static boolean isSpace(int character) {
        return character == ' ' || character == ',' || (character != END && Character.isWhitespace(character));
    }

    private static boolean endsToken(int character) {
        return switch (character) {
            case END, '(', ')', '[', ']', '{', '}', '"', ';' -> true;
            default -> isSpace(character);
        };
    }

    private boolean fill() {
        columnOffset += end;
        at = 0;
        end = read(0);
        return end > 0;
    }

    private int read(int offset) {
        try {
            return Math.max(0, text.read(chunk, offset, chunk.length - offset));
        } catch (IOException e) {
            throw new UncheckedIOException(source + ": " + e.getMessage(), e);
        }
    }
}
