package next700.induction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;

/** What a module's expressions look like, for people who know the module. */
final class SourceText {
    private final Map<String, List<String>> lines = new HashMap<>();

    SourceText(Map<String, byte[]> modules) {
        modules.forEach((name, bytes) ->
                lines.put(name, new String(bytes, UTF_8).lines().toList()));
    }

    /** The text of an expression, comments left out, on one line. */
    String of(SemanticNode node) {
        return String.join(" ", block(node)).replaceAll("\\s+", " ").strip();
    }

    /** The text of an expression, line by line, the first at the left margin. */
    List<String> block(SemanticNode node) {
        Location place = node.getLocation();
        List<String> all = lines.getOrDefault(place.source(), List.of());
        List<String> block = new ArrayList<>();
        for (int line = place.beginLine(); line <= place.endLine() && line <= all.size(); line++) {
            String text = all.get(line - 1);
            int from = line == place.beginLine() ? place.beginColumn() - 1 : 0;
            int to = line == place.endLine() ? Math.min(place.endColumn(), text.length()) : text.length();
            if (line > place.beginLine()) {
                from = Math.min(
                        place.beginColumn() - 1,
                        text.length() - text.stripLeading().length());
            }
            String part = from < to ? text.substring(from, to) : "";
            int comment = part.indexOf("\\*");
            String kept = (comment >= 0 ? part.substring(0, comment) : part)
                    .replaceAll("\\(\\*.*?\\*\\)", "")
                    .stripTrailing();
            if (!kept.isBlank()) {
                block.add(kept);
            }
        }
        return block;
    }
}
