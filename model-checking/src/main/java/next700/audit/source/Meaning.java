package next700.audit.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a file says: its syntax tree. Comments and layout do not count, nor in what order data with names stand. */
final class Meaning {
    private static final ObjectMapper JSON = new JsonMapper();

    private Meaning() {}

    /**
     * Whether two versions of a file say the same.
     *
     * @param before null if there was no such file
     * @param after null if there is none
     */
    static boolean isSame(String path, String before, String after) {
        return Objects.equals(before, after)
                || (before != null && after != null && of(path, before).equals(of(path, after)));
    }

    /** What cannot be parsed says what is written. */
    private static Object of(String path, String text) {
        try {
            return switch (path.substring(path.lastIndexOf('.') + 1)) {
                case "java" -> JavaReader.tree(path, text);
                case "tla" -> TlaReader.tree(path, text);
                case "json" -> JSON.readTree(text);
                case "proof" -> words(text);
                default -> text;
            };
        } catch (SourceException | JsonProcessingException e) {
            return text;
        }
    }

    /** Of a proof map: blocks begin in the first column, and a line that begins with # is a comment. */
    private static String words(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .map(line -> (Character.isWhitespace(line.charAt(0)) ? " " : "\n")
                        + line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining());
    }
}
