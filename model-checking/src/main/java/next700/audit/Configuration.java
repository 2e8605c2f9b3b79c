package next700.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a cfg file of TLC says, as far as an audit must know it.
 *
 * @param substitutions the operators that the model replaces, and by what
 * @param checked the invariants and properties
 */
record Configuration(Map<String, String> substitutions, Set<String> checked) {
    private static final Set<String> SECTIONS = Set.of(
            "CONSTANT",
            "CONSTANTS",
            "INIT",
            "NEXT",
            "SPECIFICATION",
            "INVARIANT",
            "INVARIANTS",
            "PROPERTY",
            "PROPERTIES",
            "SYMMETRY",
            "VIEW",
            "CONSTRAINT",
            "CONSTRAINTS",
            "CHECK_DEADLOCK",
            "ACTION_CONSTRAINT",
            "ACTION_CONSTRAINTS");

    static Configuration parse(String text) {
        Map<String, String> substitutions = new LinkedHashMap<>();
        Set<String> checked = new LinkedHashSet<>();
        String section = "";
        for (String line : text.lines().toList()) {
            String content = line.contains("\\*") ? line.substring(0, line.indexOf("\\*")) : line;
            if (content.contains("<-")) {
                String[] sides = content.split("<-", 2);
                substitutions.put(sides[0].strip(), sides[1].strip());
                continue;
            }
            for (String word : Arrays.stream(content.strip().split("\\s+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList()) {
                if (SECTIONS.contains(word)) {
                    section = word;
                } else if (section.startsWith("INVARIANT") || section.startsWith("PROPERT")) {
                    checked.add(word);
                }
            }
        }
        return new Configuration(substitutions, checked);
    }
}
