package next700.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import next700.model.Settings.Section;

/** Reads cfg files of TLC, so that a models file can name those that are there already. */
final class CfgReader {
    private static final Pattern COMMENT = Pattern.compile("\\\\\\*[^\\n]*|\\(\\*.*?\\*\\)", Pattern.DOTALL);

    private static final Map<String, Section> SECTIONS = Map.ofEntries(
            Map.entry("SPECIFICATION", Section.SPECIFICATION),
            Map.entry("INIT", Section.INIT),
            Map.entry("NEXT", Section.NEXT),
            Map.entry("SYMMETRY", Section.SYMMETRY),
            Map.entry("VIEW", Section.VIEW),
            Map.entry("CONSTRAINT", Section.CONSTRAINTS),
            Map.entry("CONSTRAINTS", Section.CONSTRAINTS),
            Map.entry("ACTION_CONSTRAINT", Section.ACTION_CONSTRAINTS),
            Map.entry("ACTION_CONSTRAINTS", Section.ACTION_CONSTRAINTS),
            Map.entry("INVARIANT", Section.INVARIANTS),
            Map.entry("INVARIANTS", Section.INVARIANTS),
            Map.entry("PROPERTY", Section.PROPERTIES),
            Map.entry("PROPERTIES", Section.PROPERTIES));

    private static final String DEADLOCK = "CHECK_DEADLOCK";

    private record Word(String text, int offset) {}

    private final String path;
    private final String text;
    private final List<Word> words;
    private int next;

    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Map<Section, List<String>> sections = new EnumMap<>(Section.class);
    private Optional<Boolean> checkDeadlock = Optional.empty();

    private CfgReader(String path, String text) {
        this.path = path;
        // What is left out keeps its length, so that places stay what they are.
        this.text = COMMENT.matcher(text).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
        this.words = words();
    }

    /**
     * Reads a cfg.
     *
     * @param path its name, for errors
     * @throws MalformedModelsException if it is none, or says what is not known here
     */
    static Settings read(String path, String text) {
        CfgReader reader = new CfgReader(path, text);
        while (reader.next < reader.words.size()) {
            reader.section();
        }
        return new Settings(reader.constants, reader.sections, reader.checkDeadlock);
    }

    private void section() {
        Word head = words.get(next++);
        switch (head.text()) {
            case "CONSTANT", "CONSTANTS" -> {
                while (hasMore()) {
                    constant();
                }
            }
            case DEADLOCK ->
                checkDeadlock = Optional.of(take("TRUE or FALSE").text().equals("TRUE"));
            default -> {
                Section section = SECTIONS.get(head.text());
                if (section == null) {
                    throw error(head.offset(), "'" + head.text() + "' is no section of a cfg that is known here");
                }
                List<String> names = sections.computeIfAbsent(section, any -> new ArrayList<>());
                while (hasMore()) {
                    names.add(words.get(next++).text());
                }
                if (names.isEmpty() || (!section.isMany() && names.size() > 1)) {
                    throw error(head.offset(), head.text() + " takes " + (section.isMany() ? "names" : "one name"));
                }
            }
        }
    }

    private boolean hasMore() {
        if (next == words.size()) {
            return false;
        }
        String word = words.get(next).text();
        return !SECTIONS.containsKey(word)
                && !word.equals(DEADLOCK)
                && !word.equals("CONSTANT")
                && !word.equals("CONSTANTS");
    }

    private void constant() {
        Word name = words.get(next++);
        Word sign = take("= or <-");
        if (!sign.text().equals("=") && !sign.text().startsWith("<-")) {
            throw error(sign.offset(), "= or <- was expected after " + name.text() + ", not '" + sign.text() + "'");
        }
        String value = take("a value").text();
        constants.put(name.text(), sign.text().equals("=") ? value : sign.text() + " " + value);
    }

    private Word take(String what) {
        if (!hasMore()) {
            throw error(
                    words.get(next - 1).offset(),
                    what + " is missing after " + words.get(next - 1).text());
        }
        return words.get(next++);
    }

    private List<Word> words() {
        List<Word> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                int end = end(at);
                found.add(new Word(text.substring(at, end), at));
                at = end;
            }
        }
        return found;
    }

    /** Where the word ends that begins there: a set or string as a whole, an arrow with its module, {@code =}, or a name. */
    private int end(int start) {
        if (text.charAt(start) == '{') {
            return endOfSet(start);
        }
        if (text.charAt(start) == '"') {
            int end = text.indexOf('"', start + 1);
            if (end < 0) {
                throw error(start, "the string that begins here has no end");
            }
            return end + 1;
        }
        if (text.startsWith("<-", start)) {
            int end = start + 2;
            return end < text.length() && text.charAt(end) == '[' ? text.indexOf(']', end) + 1 : end;
        }
        if (text.charAt(start) == '=') {
            return start + 1;
        }
        int end = start + 1;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && text.charAt(end) != '='
                && !text.startsWith("<-", end)) {
            end++;
        }
        return end;
    }

    private int endOfSet(int start) {
        int depth = 0;
        for (int k = start; k < text.length(); k++) {
            if (text.charAt(k) == '{') {
                depth++;
            } else if (text.charAt(k) == '}' && --depth == 0) {
                return k + 1;
            }
        }
        throw error(start, "the set that begins here has no end");
    }

    private MalformedModelsException error(int offset, String message) {
        int line =
                (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = offset - text.lastIndexOf('\n', offset - 1);
        return new MalformedModelsException(new SourceLocation(path, line, column), message);
    }
}
