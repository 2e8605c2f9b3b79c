package next700.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads histories as JSON lines in the shape of Jepsen's: {@code {"process": 0, "type": "invoke", "f": "write",
 * "value": 3, "time": 17}}, where the type is {@code invoke}, {@code ok}, {@code fail} or {@code info}.
 *
 * <ul>
 *   <li>The order of lines is the order of events. A time below the one before it contradicts that and is an error;
 *       equal times are not.
 *   <li>A process is a number or a text; 3 and "3" are the same. Lines of the process {@code nemesis} are passed over.
 *   <li>A missing {@code value} is null; all other fields must be there. Fields not known here are passed over.
 *   <li>A process with an open operation cannot call another, and a completion must name the function called. After
 *       an {@code info} the operation stays open for ever, and the process may go on nevertheless.
 *   <li>What is still open at the end is unknown, as after {@code info}.
 * </ul>
 */
public final class HistoryReader {
    private static final String NEMESIS = "nemesis";

    private final int lineLimitBytes;

    public HistoryReader() {
        this(JsonLines.LINE_LIMIT_BYTES);
    }

    /** A reader that refuses lines of more than so many bytes. */
    public HistoryReader(int lineLimitBytes) {
        this.lineLimitBytes = lineLimitBytes;
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
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public History read(String source, InputStream input) {
        History.Builder history = History.builder(source);
        JsonLines.read(source, input, lineLimitBytes, event -> add(event, history));
        return history.build();
    }

    private static void add(JsonObject event, History.Builder history) {
        String process = event.name("process");
        String type = event.text("type");
        if (process.equals(NEMESIS)) {
            return;
        }
        String function = event.text("f");
        Value value = event.value("value");
        long time = event.whole("time");
        if (time < history.now()) {
            throw event.error("time", "time goes back from " + history.now() + " to " + time);
        }
        if (type.equals("invoke")) {
            history.open(process).ifPresent(open -> {
                throw event.error(
                        "process",
                        "process " + process + " invokes " + function + " while its " + open.function() + " of line "
                                + open.invoked().line() + " is open");
            });
            history.invoke(process, function, value, time, event.line());
            return;
        }
        switch (type) {
            case "ok" -> {
                requireOpen(event, history, process, function);
                history.ok(process, value, time, event.line());
            }
            case "fail" -> {
                requireOpen(event, history, process, function);
                history.fail(process, value, time, event.line());
            }
            case "info" -> {
                requireOpen(event, history, process, function);
                history.unknown(process);
            }
            default -> throw event.error("type", "unknown type '" + type + "': it must be invoke, ok, fail or info");
        }
    }

    private static void requireOpen(JsonObject event, History.Builder history, String process, String function) {
        Operation open = history.open(process)
                .orElseThrow(() -> event.error(
                        "process", "process " + process + " completes " + function + " without having invoked it"));
        if (!open.function().equals(function)) {
            throw event.error(
                    "f",
                    "process " + process + " completes " + function + " while it is its " + open.function()
                            + " of line " + open.invoked().line() + " that is open");
        }
    }
}
