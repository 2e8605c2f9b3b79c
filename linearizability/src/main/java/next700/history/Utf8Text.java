package next700.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a stream of bytes in UTF-8, for entries that are not one to a line. It refuses bytes that are not UTF-8,
 * and entries beyond a size, and says at which line and column. A byte order mark at the start is passed over.
 */
final class Utf8Text extends Reader {
    private static final int CHUNK_BYTES = 1 << 16;

    private final String source;
    private final InputStream input;
    private final int entryLimit;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES).limit(0);
    private boolean ended;
    private boolean begun;
    private long allowance;
    private int line = 1;
    private int column = 1;

    Utf8Text(String source, InputStream input, int entryLimit) {
        this.source = source;
        this.input = input;
        this.entryLimit = entryLimit;
        allowOneMoreEntry();
    }

    /**
     * Says that an entry has ended, and so many characters may follow again. What was read ahead counts as well, which
     * makes the bound one of {@link #CHUNK_BYTES} characters more.
     */
    void allowOneMoreEntry() {
        allowance = (long) entryLimit + CHUNK_BYTES;
    }

    /** The line that the reading has come to, from 1. */
    int line() {
        return line;
    }

    /** The column that the reading has come to, in UTF-16 units from 1. */
    int column() {
        return column;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer characters = CharBuffer.wrap(target, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, ended);
            int count = characters.position();
            if (count > 0) {
                return accept(target, offset, count);
            }
            if (result.isError()) {
                throw new MalformedHistoryException(source, line, column, "not UTF-8");
            }
            if (result.isOverflow()) {
                // A pair of surrogates, and room for one of them.
                throw new IllegalArgumentException("there must be room for two characters");
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    @Override
    public void close() {
        // Whoever opened the stream closes it.
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = input.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    private int accept(char[] target, int offset, int count) {
        int dropped = !begun && target[offset] == '\uFEFF' ? 1 : 0;
        begun = true;
        if (dropped > 0) {
            target[offset] = ' ';
            column--;
        }
        for (int i = offset; i < offset + count; i++) {
            if (target[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        allowance -= count;
        if (allowance < 0) {
            throw new MalformedHistoryException(
                    source, line, column, "an entry is longer than " + entryLimit + " characters");
        }
        return count;
    }
}
