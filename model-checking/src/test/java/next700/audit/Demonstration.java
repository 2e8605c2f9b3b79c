package next700.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import next700.audit.map.MapReader;
import next700.audit.map.ProofMap;
import next700.audit.source.Revision;

/**
 * A change that somebody might make, as a file: a head that says what the audit must make of it, and replacements in the
 * specification and the code. What a replacement replaces must be in one place only; where it is not, it names the file.
 *
 * @param head such as verdict and lemma
 */
record Demonstration(String name, String idea, Map<String, String> head, List<Replacement> replacements) {
    private static final String SPECIFICATION = "--- specification";
    private static final String CODE = "--- code";
    private static final String BY = "+++";
    private static final String CODE_ROOT = "impl/src/main/java/";

    /** Where the specifications of more than one protocol have their modules. */
    private static final Set<String> SHARED_MODULES = Set.of("specs/panicking");

    /** A text, and what stands there instead. */
    record Replacement(boolean isCode, String file, String before, String after) {
        /** Whether it stands in that file, and the file is of the protocol. */
        private boolean isIn(Map.Entry<String, String> file, ProofMap map) {
            String path = file.getKey();
            String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            String ofMap = map.place().path().substring(0, map.place().path().lastIndexOf('/'));
            boolean isOfProtocol = isCode
                    ? path.endsWith(".java")
                            && path.startsWith(CODE_ROOT)
                            && map.allPackages()
                                    .contains(
                                            folder.substring(CODE_ROOT.length()).replace('/', '.'))
                    : path.endsWith(".tla")
                            && (folder.equals(ofMap)
                                    || SHARED_MODULES.contains(folder)
                                    || (!this.file.isEmpty() && folder.equals(ofMap + "/induction")));
            boolean isNamed = this.file.isEmpty() || path.contains("/" + this.file + ".");
            return isOfProtocol && isNamed && file.getValue().contains(before);
        }

        void apply(Map<String, String> files, ProofMap map, String name) {
            List<String> places = files.entrySet().stream()
                    .filter(file -> isIn(file, map))
                    .map(Map.Entry::getKey)
                    .toList();
            if (places.size() != 1) {
                throw new IllegalStateException(name + ": '" + before + "' is in " + places + ", not in one file");
            }
            String text = files.get(places.getFirst());
            int at = text.indexOf(before);
            if (text.indexOf(before, at + 1) >= 0) {
                throw new IllegalStateException(name + ": '" + before + "' is in " + places + " more than once");
            }
            files.put(places.getFirst(), text.substring(0, at) + after + text.substring(at + before.length()));
        }
    }

    static List<Demonstration> allIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Demonstration> all = new ArrayList<>();
            for (Path file : (Iterable<Path>)
                    files.filter(path -> path.toString().endsWith(".change")).sorted()::iterator) {
                all.add(read(file));
            }
            return all;
        }
    }

    static Demonstration read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".change", "");
        Map<String, String> head = new LinkedHashMap<>();
        List<Replacement> replacements = new ArrayList<>();
        StringBuilder idea = new StringBuilder();
        List<StringBuilder> sides = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(SPECIFICATION) || line.startsWith(CODE)) {
                places.add(line);
                sides.add(new StringBuilder());
            } else if (line.equals(BY)) {
                sides.add(new StringBuilder());
            } else if (!sides.isEmpty()) {
                sides.getLast().append(sides.getLast().isEmpty() ? "" : "\n").append(line);
            } else if (line.startsWith("#")) {
                idea.append(line.substring(1).strip()).append(' ');
            } else if (!line.isBlank()) {
                String[] parts = line.split(":\\s*", 2);
                head.put(parts[0], parts[1]);
            }
        }
        for (int i = 0; i < places.size(); i++) {
            boolean isCode = places.get(i).startsWith(CODE);
            String where = places.get(i).substring((isCode ? CODE : SPECIFICATION).length());
            replacements.add(new Replacement(
                    isCode,
                    where.strip(),
                    sides.get(2 * i).toString(),
                    sides.get(2 * i + 1).toString()));
        }
        return new Demonstration(name, idea.toString().strip(), head, replacements);
    }

    /** Which protocol it changes. */
    String protocol() {
        return head.getOrDefault("protocol", "quorum");
    }

    Revision applyTo(Revision base) {
        Map<String, String> files = new TreeMap<>(base.files());
        ProofMap map = MapReader.all(base).stream()
                .filter(any -> any.protocol().equals(protocol()))
                .findFirst()
                .orElseThrow();
        replacements.forEach(replacement -> replacement.apply(files, map, name));
        return new Revision(name, files);
    }

    @Override
    public String toString() {
        return name;
    }
}
