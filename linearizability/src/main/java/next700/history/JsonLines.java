package next700.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A stream of JSON objects, one to a line, in UTF-8. Holds one line at a time; blank lines and a byte order mark at the
 * start are passed over; a line beyond the bound is an error and not a full memory.
 */
public final class JsonLines {
    /** The longest line accepted unless told otherwise. */
    public static final int LINE_LIMIT_BYTES = 16 << 20;

    private static final int NEWLINE = '\n';

    private final String source;
    private final int lineLimitBytes;
    private final InputStream input;
    private final byte[] chunk = new byte[1 << 16];
    private int chunkStart;
    private int chunkEnd;
    private byte[] line = new byte[1 << 10];
    private int lineBytes;
    private int number;

    private JsonLines(String source, InputStream input, int lineLimitBytes) {
        this.source = source;
        this.input = input;
        this.lineLimitBytes = lineLimitBytes;
    }

    /**
     * Hands each object to the reader, in order.
     *
     * @throws MalformedHistoryException at the first line that is no JSON object, not UTF-8, or too long
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static void read(String source, InputStream input, int lineLimitBytes, Consumer<Entry> reader) {
        read(source, input, lineLimitBytes, new Numbers(false), reader);
    }

    /** The same, with the numbers read as told. */
    static void read(String source, InputStream input, int lineLimitBytes, Numbers numbers, Consumer<Entry> reader) {
        new JsonLines(source, input, lineLimitBytes)
                .readAll((number, text) -> reader.accept(JsonEntries.line(source, number, text, numbers)));
    }

    /** What is done with a line, by its number from 1. */
    interface LineReader {
        void accept(int number, String text);
    }

    /** The lines of another notation, without the blank ones. */
    static void texts(String source, InputStream input, int lineLimitBytes, LineReader reader) {
        new JsonLines(source, input, lineLimitBytes).readAll(reader);
    }

    private void readAll(LineReader reader) {
        try {
            while (nextLine()) {
                String text = decode();
                if (!text.isBlank()) {
                    reader.accept(number, text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(source + ": " + e.getMessage(), e);
        }
    }

    /** Fills {@link #line} with the next line, without its end; false where there is none. */
    private boolean nextLine() throws IOException {
        lineBytes = 0;
        number++;
        while (true) {
            if (chunkStart == chunkEnd) {
                chunkStart = 0;
                chunkEnd = Math.max(0, input.read(chunk));
                if (chunkEnd == 0) {
                    return lineBytes > 0;
                }
            }
            int end = chunkStart;
            while (end < chunkEnd && chunk[end] != NEWLINE) {
                end++;
            }
            append(end - chunkStart);
            chunkStart = end;
            if (end < chunkEnd) {
                chunkStart++;
                return true;
            }
        }
    }

    private void append(int count) {
        if (count > lineLimitBytes - lineBytes) {
            throw new MalformedHistoryException(
                    source, number, 1, "the line is longer than " + lineLimitBytes + " bytes");
        }
        if (lineBytes + count > line.length) {
            line = Arrays.copyOf(line, Math.max(lineBytes + count, 2 * line.length));
        }
        System.arraycopy(chunk, chunkStart, line, lineBytes, count);
        lineBytes += count;
    }

    private String decode() {
        if (isAscii()) {
            return new String(line, 0, lineBytes, StandardCharsets.US_ASCII);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(lineBytes);
        CoderResult result = decoder.decode(ByteBuffer.wrap(line, 0, lineBytes), text, true);
        if (result.isError()) {
            throw new MalformedHistoryException(source, number, text.position() + 1, "not UTF-8");
        }
        text.flip();
        if (number == 1 && text.hasRemaining() && text.charAt(0) == '\uFEFF') {
            text.get();
        }
        return text.toString();
    }

    private boolean isAscii() {
        int sign = 0;
        for (int i = 0; i < lineBytes; i++) {
            sign |= line[i];
        }
        return sign >= 0;
    }
}
