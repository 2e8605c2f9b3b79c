package next700.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads histories in the shape of Jepsen's, as JSON lines, as one JSON array, or in EDN, whichever it finds:
 * {@code {"process": 0, "type": "invoke", "f": "write", "value": 3, "time": 17}}, where the type is {@code invoke},
 * {@code ok}, {@code fail} or {@code info}.
 *
 * <ul>
 *   <li>The order of entries is the order of events. A {@code time} below the one before it contradicts that and is an
 *       error; equal times are not. Where entries have an {@code index}, it is the index that must grow: Jepsen may
 *       stamp an invocation with the time for which it was planned, so a time that goes back there counts as the one
 *       before it. An entry without a time has its index for one, and one without either its number in the recording.
 *   <li>A process is a number or a text; 3 and "3" are the same. Entries of the process {@code nemesis} are passed
 *       over.
 *   <li>A missing {@code value} is null; {@code process}, {@code type} and {@code f} must be there. Fields not known
 *       here are passed over.
 *   <li>A process with an open operation cannot call another, and a completion must name the function called. After
 *       an {@code info} the operation stays open for ever, and the process may go on nevertheless (Jepsen gives it a
 *       new number, which is as good).
 *   <li>What is still open at the end is unknown, as after {@code info}.
 * </ul>
 *
 * <p>What the values of the notations become, and what null, failed and unknown operations mean, is in the
 * documentation of the package.
 */
public final class HistoryReader {
    private static final String NEMESIS = "nemesis";

    private final int entryLimit;

    public HistoryReader() {
        this(JsonLines.LINE_LIMIT_BYTES);
    }

    /** A reader that refuses lines of more than so many bytes, and entries of more than about as many characters. */
    public HistoryReader(int entryLimit) {
        this.entryLimit = entryLimit;
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
        readEntries(source, input, new Events(reader)::add);
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
            readEntries(source, input, entry -> {
                if (entry.line() == mistake.line()) {
                    throw entry.error(entry.has("value") ? "value" : "f", mistake.reason());
                }
            });
        } catch (MalformedHistoryException located) {
            return located;
        }
        return mistake;
    }

    private void readEntries(String source, InputStream input, Consumer<Entry> reader) {
        BufferedInputStream buffered = new BufferedInputStream(input, 1 << 16);
        try {
            switch (Format.of(buffered)) {
                case JSON_LINES -> JsonLines.read(source, buffered, entryLimit, reader);
                case JSON_ARRAY -> JsonEntries.array(source, new Utf8Text(source, buffered, entryLimit), reader);
                case EDN -> EdnEntries.read(source, new Utf8Text(source, buffered, entryLimit), reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(source + ": " + e.getMessage(), e);
        }
    }

    /** Makes events of entries, and sees that they fit together. */
    private static final class Events {
        private record Call(String function, int line) {}

        private final Consumer<RecordedEvent> reader;
        private final Map<String, Call> open = new HashMap<>();
        private long entries;
        private long lastIndex = Long.MIN_VALUE;
        private long now = Long.MIN_VALUE;

        Events(Consumer<RecordedEvent> reader) {
            this.reader = reader;
        }

        void add(Entry entry) {
            long number = entries++;
            String process = entry.name("process");
            String type = entry.text("type");
            if (process.equals(NEMESIS)) {
                return;
            }
            String function = entry.text("f");
            Value value = entry.value("value");
            now = time(entry, number);
            RecordedEvent.Type kind = switch (type) {
                case "invoke" -> RecordedEvent.Type.INVOKE;
                case "ok" -> RecordedEvent.Type.OK;
                case "fail" -> RecordedEvent.Type.FAIL;
                case "info" -> RecordedEvent.Type.INFO;
                default ->
                    throw entry.error("type", "unknown type '" + type + "': it must be invoke, ok, fail or info");
            };
            if (kind == RecordedEvent.Type.INVOKE) {
                call(entry, process, function);
            } else {
                complete(entry, process, function);
            }
            reader.accept(new RecordedEvent(kind, process, function, value, now, entry.line()));
        }

        private void call(Entry entry, String process, String function) {
            Call before = open.put(process, new Call(function, entry.line()));
            if (before != null) {
                throw entry.error(
                        "process",
                        "process " + process + " invokes " + function + " while its " + before.function + " of line "
                                + before.line + " is open");
            }
        }

        private void complete(Entry entry, String process, String function) {
            Call called = open.remove(process);
            if (called == null) {
                throw entry.error(
                        "process", "process " + process + " completes " + function + " without having invoked it");
            }
            if (!called.function.equals(function)) {
                throw entry.error(
                        "f",
                        "process " + process + " completes " + function + " while it is its " + called.function
                                + " of line " + called.line + " that is open");
            }
        }

        private long time(Entry entry, long number) {
            boolean timed = !entry.value("time").equals(Value.NIL);
            if (entry.value("index").equals(Value.NIL)) {
                if (!timed) {
                    return Math.max(now, number);
                }
                long time = entry.whole("time");
                if (time < now) {
                    throw entry.error("time", "time goes back from " + now + " to " + time);
                }
                return time;
            }
            long index = entry.whole("index");
            if (index <= lastIndex) {
                throw entry.error("index", "the index does not grow from " + lastIndex + " to " + index);
            }
            lastIndex = index;
            return Math.max(now, timed ? entry.whole("time") : index);
        }
    }
}
