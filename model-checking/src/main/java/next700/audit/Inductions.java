package next700.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import next700.audit.source.Revision;
import next700.induction.AbstractModules;

/** The abstract modules of a protocol, by which its lemmas are proved for every size. */
final class Inductions {
    /** What was read, by the texts of the modules: most revisions have the same. */
    private static final Map<Map<String, String>, List<String>> READ = new ConcurrentHashMap<>();

    private Inductions() {}

    /** The lemmas and properties of the abstract modules of a protocol. */
    static List<String> claims(Protocol protocol) {
        String name = protocol.map().protocol();
        return READ.computeIfAbsent(
                modules(protocol.revision(), name),
                any -> AbstractModules.claims(Protocol.specifications(protocol.revision()), name));
    }

    /** The texts of the abstract modules, and of those that they may extend. */
    private static Map<String, String> modules(Revision revision, String protocol) {
        return revision.below("specs").entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tla")
                        && (file.getKey().startsWith("specs/" + protocol + "/induction/")
                                || file.getKey().endsWith("/Histories.tla")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
