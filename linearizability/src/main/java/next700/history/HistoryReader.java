package next700.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads histories in the shape of Jepsen's, as JSON lines, as one JSON array, in EDN, as CSV, or from Jepsen's log, whichever
 * it finds:
 * {@code {"process": 0, "type": "invoke", "f": "write", "value": 3, "time": 17}}, where the type is {@code invoke},
 * {@code ok}, {@code fail} or {@code info}.
 *
 * <ul>
 *   <li>The order of entries is the order of events. A {@code time} below the one before it counts as that, which is
 *       remarked (Jepsen may stamp an invocation with the time for which it was planned). Where entries have an
 *       {@code index}, it must grow, and times are not looked at. An entry without a time has its index for one, and one
 *       without either its number in the recording.
 *   <li>A process is a number or a text; 3 and "3" are the same. Entries of the process {@code nemesis} are passed
 *       over.
 *   <li>A missing {@code value} is null; {@code process}, {@code type} and {@code f} must be there, but for what is said
 *       of transactions below. Where entries have a {@code key}, all calls must; their values are then
 *       {@code [key, value]}. Other fields are passed over.
 *   <li>A process with an open operation cannot call another, and a completion must name the function called if it names
 *       one. After an {@code info} the operation stays open for ever, and the process may go on nevertheless (Jepsen gives
 *       it a new number, which is as good).
 *   <li>If the first entry has a {@code start} and is no invocation, each is a whole operation, as the span of a tracer is: it
 *       has an {@code end} unless it was never answered, and a {@code result} unless the answer is the {@code value}.
 *   <li>What is still open at the end is unknown, as after {@code info}.
 *   <li>Of transactions, whose values are lists of micro-operations, {@code f} may be missing, and {@code process} as long
 *       as it is clear which one a completion completes. A recording that begins with a completion has no
 *       invocations: each transaction may then have begun at any time since the one before it of its process.
 * </ul>
 *
 * <p>What the values of the notations become, and what null, failed and unknown operations mean, is in the
 * documentation of the package.
 */
public final class HistoryReader {
    private final int entryLimit;
    private final boolean exactNumbers;
    private final Consumer<String> remarks;
    private final Map<String, String> columns;

    public HistoryReader() {
        this(JsonLines.LINE_LIMIT_BYTES);
    }

    /** A reader that refuses lines of more than so many bytes, and entries of more than about as many characters. */
    public HistoryReader(int entryLimit) {
        this(entryLimit, false, remark -> {}, Map.of());
    }

    private HistoryReader(int entryLimit, boolean exactNumbers, Consumer<String> remarks, Map<String, String> columns) {
        this.columns = Map.copyOf(columns);
        this.entryLimit = entryLimit;
        this.exactNumbers = exactNumbers;
        this.remarks = remarks;
    }

    /** A reader that keeps numbers as they are written: 1 and 1.0 are different values, and so are 1.0 and 1.00. */
    public HistoryReader exact() {
        return new HistoryReader(entryLimit, true, remarks, columns);
    }

    /** A reader that tells, in a sentence each, what it had to assume where the recording leaves something open. */
    public HistoryReader remarking(Consumer<String> listener) {
        return new HistoryReader(entryLimit, exactNumbers, listener, columns);
    }

    /**
     * A reader of recordings whose fields have other names.
     *
     * @param theirs what {@code process}, {@code type}, {@code f} and the like are called there
     */
    public HistoryReader naming(Map<String, String> theirs) {
        return new HistoryReader(entryLimit, exactNumbers, remarks, theirs);
    }

    /**
     * Reads a file.
     *
     * @throws MalformedHistoryException if it is no history
     * @throws IOException if it cannot be read
     */
    public History read(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return read(file.toString(), input);
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param source what to call it in errors and reports
     * @throws MalformedHistoryException if it is no history
     * @throws UncheckedIOException if it cannot be read
     */
    public History read(String source, InputStream input) {
        History.Builder history = History.builder(source);
        read(source, input, history::add);
        return history.build();
    }

    /**
     * Reads a stream to its end, and hands on each event as soon as it is read. The exceptions are those of
     * {@link #read(String, InputStream)}.
     */
    public void read(String source, InputStream input, Consumer<RecordedEvent> reader) {
        Events events = new Events(reader, remarks);
        Numbers numbers = new Numbers(exactNumbers);
        Intervals intervals = new Intervals();
        readEntries(source, input, numbers, entry -> {
            columns.forEach((ours, theirs) -> entry.rename(theirs, ours));
            if (intervals.take(entry)) {
                return;
            }
            events.add(entry);
        });
        intervals.replay(events::add, remarks);
        events.end();
        if (!numbers.unified().isEmpty()) {
            remarks.accept("whole numbers that are written like " + numbers.unified()
                    + " count as equal to those without fraction or exponent");
        }
    }

    /**
     * Finds the column of a mistake that was found only after reading, in what an entry says: events remember the lines
     * that they were read from, and no more.
     *
     * @param input the same recording from its beginning
     * @return the mistake with the place of what the entry of its line has for a value
     */
    public MalformedHistoryException locate(String source, InputStream input, MalformedHistoryException mistake) {
        try {
            readEntries(source, input, new Numbers(exactNumbers), entry -> {
                if (entry.line() == mistake.line()) {
                    throw entry.error(entry.has("value") ? "value" : "f", mistake.reason());
                }
            });
        } catch (MalformedHistoryException located) {
            return located;
        }
        return mistake;
    }

    private void readEntries(String source, InputStream input, Numbers numbers, Consumer<Entry> reader) {
        BufferedInputStream buffered = new BufferedInputStream(input, 1 << 16);
        try {
            switch (Format.of(buffered)) {
                case JSON_LINES -> JsonLines.read(source, buffered, entryLimit, numbers, reader);
                case JSON_ARRAY ->
                    JsonEntries.array(source, new Utf8Text(source, buffered, entryLimit), numbers, reader);
                case CSV -> CsvEntries.read(source, buffered, entryLimit, numbers, reader);
                case JEPSEN_LOG -> JepsenLog.read(source, buffered, entryLimit, numbers, reader);
                case EDN -> EdnEntries.read(source, new Utf8Text(source, buffered, entryLimit), numbers, reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(source + ": " + e.getMessage(), e);
        }
    }
}
