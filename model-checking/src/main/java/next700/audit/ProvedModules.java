package next700.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.audit.map.MapReader;
import next700.audit.map.ProofMap;
import next700.audit.source.Revision;
import next700.induction.AbstractModules;
import next700.model.Specifications;

/** By which abstract modules the lemmas of protocols are proved: their own, and those that their proof maps name. */
public final class ProvedModules {
    private ProvedModules() {}

    /** The modules of some protocols, by name. */
    public static List<String> of(Specifications specifications, Collection<String> protocols) {
        Set<String> modules = new LinkedHashSet<>(AbstractModules.of(specifications, protocols));
        MapReader.all(maps(specifications)).stream()
                .filter(map -> protocols.contains(map.protocol()))
                .forEach(map -> modules.addAll(of(specifications, map)));
        return List.copyOf(modules);
    }

    static Set<String> of(Specifications specifications, ProofMap map) {
        Set<String> modules = new LinkedHashSet<>(AbstractModules.of(specifications, List.of(map.protocol())));
        map.lemmas()
                .values()
                .forEach(lemma -> lemma.inductions()
                        .forEach(claim -> modules.add(claim.substring(0, Math.max(0, claim.indexOf('.'))))));
        return modules;
    }

    /** The protocols that have some. */
    public static Set<String> protocols(Specifications specifications) {
        Set<String> protocols = new LinkedHashSet<>(AbstractModules.protocols(specifications));
        MapReader.all(maps(specifications)).stream()
                .filter(map -> !of(specifications, map).isEmpty())
                .forEach(map -> protocols.add(map.protocol()));
        return protocols;
    }

    private static Revision maps(Specifications specifications) {
        Map<String, String> files = new TreeMap<>();
        try {
            for (String path : specifications.paths()) {
                if (path.endsWith(".proof")) {
                    files.put("specs/" + path, new String(specifications.bytes(path), UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the proof maps cannot be read", e);
        }
        return new Revision("packaged", files);
    }
}
