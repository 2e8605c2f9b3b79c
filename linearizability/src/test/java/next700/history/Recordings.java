package next700.history;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Histories for tests, one event to a line: {@code c1 invoke write 3}, with the value in JSON, or none. */
public final class Recordings {
    private Recordings() {}

    public static History of(String... events) {
        StringJoiner lines = new StringJoiner("\n");
        for (int i = 0; i < events.length; i++) {
            String[] words = events[i].split(" ", 4);
            String value = words.length == 4 ? words[3] : "null";
            lines.add("{\"process\":\"%s\",\"type\":\"%s\",\"f\":\"%s\",\"value\":%s,\"time\":%d}"
                    .formatted(words[0], words[1], words[2], value, i));
        }
        return read(lines.toString());
    }

    public static History read(String text) {
        return new HistoryReader().read("test.jsonl", stream(text));
    }

    public static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
