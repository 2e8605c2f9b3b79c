package next700.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the lines of TLC's {@code -tool} output and gives the messages, also where they are cut short. */
final class TlcMessageReader {
    private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d) @!@!@");
    private static final Pattern END = Pattern.compile("@!@!@ENDMSG (\\d+) @!@!@");

    private int code = TlcMessage.PLAIN;
    private TlcMessage.Severity severity = TlcMessage.Severity.NONE;
    private final List<String> lines = new ArrayList<>();

    /** Takes one line; gives the message that it completes, if it does. */
    Optional<TlcMessage> line(String line) {
        Matcher start = START.matcher(line);
        if (start.matches()) {
            Optional<TlcMessage> unfinished = end();
            code = Integer.parseInt(start.group(1));
            severity = severity(Integer.parseInt(start.group(2)));
            return unfinished;
        }
        if (code == TlcMessage.PLAIN) {
            return Optional.of(new TlcMessage(TlcMessage.PLAIN, TlcMessage.Severity.NONE, line));
        }
        if (END.matcher(line).matches()) {
            return end();
        }
        lines.add(line);
        return Optional.empty();
    }

    /** The message left open when the output ends, if any. */
    Optional<TlcMessage> end() {
        if (code == TlcMessage.PLAIN) {
            return Optional.empty();
        }
        TlcMessage message =
                new TlcMessage(code, severity, String.join("\n", lines).strip());
        code = TlcMessage.PLAIN;
        lines.clear();
        return Optional.of(message);
    }

    private static TlcMessage.Severity severity(int number) {
        TlcMessage.Severity[] all = TlcMessage.Severity.values();
        return number < all.length ? all[number] : TlcMessage.Severity.NONE;
    }
}
