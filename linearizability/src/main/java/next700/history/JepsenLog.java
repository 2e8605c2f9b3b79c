package next700.history;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of Jepsen's log and of its {@code history.txt}: process, type, function and value in EDN, with tabs between them,
 * behind whatever the logger wrote. Lines that are no operation are passed over.
 */
final class JepsenLog {
    private static final Pattern OPERATION =
            Pattern.compile("(?:^|.*?\\s)(\\d+|:nemesis)\\t:(invoke|ok|fail|info)\\t:(\\S+)\\t([^\\t]*)(?:\\t.*)?");

    private JepsenLog() {}

    /** Whether a line is an operation. */
    static boolean recognises(String line) {
        return OPERATION.matcher(line).matches();
    }

    static void read(String source, InputStream input, int lineLimitBytes, Numbers numbers, Consumer<Entry> reader) {
        JsonLines.texts(
                source,
                input,
                lineLimitBytes,
                (number, text) ->
                        entry(source, number, text.stripTrailing(), numbers).ifPresent(reader));
    }

    private static Optional<Entry> entry(String source, int number, String text, Numbers numbers) {
        Matcher parts = OPERATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Entry entry = new Entry(source, number, 1);
        String process = parts.group(1);
        Value caller = process.startsWith(":") ? Value.of(process.substring(1)) : Value.of(Long.parseLong(process));
        entry.add("process", caller, number, parts.start(1) + 1);
        entry.add("type", Value.of(parts.group(2)), number, parts.start(2) + 1);
        entry.add("f", Value.of(parts.group(3)), number, parts.start(3) + 1);
        entry.add("value", value(source, number, parts, numbers), number, parts.start(4) + 1);
        return Optional.of(entry);
    }

    private static Value value(String source, int number, Matcher parts, Numbers numbers) {
        String text = parts.group(4);
        if (text.equals("nil")) {
            return Value.NIL;
        }
        byte[] map = ("{:value " + text + "\n}").getBytes(StandardCharsets.UTF_8);
        Value[] found = {Value.NIL};
        try {
            EdnEntries.read(
                    source,
                    new Utf8Text(source, new ByteArrayInputStream(map), map.length),
                    numbers,
                    entry -> found[0] = entry.value("value"));
        } catch (MalformedHistoryException e) {
            throw new MalformedHistoryException(source, number, parts.start(4) + 1, e.reason());
        }
        return found[0];
    }
}
