package next700.cli.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.model.Models;
import next700.protocol.composition.Composition;

/** The protocols that there are, by the names that people type. */
public final class Protocols {
    private Protocols() {}

    public static List<Composition> all() {
        return Composition.NAMED;
    }

    public static Optional<Composition> find(String name) {
        return Composition.named(name);
    }

    /** The protocols that one of a name is made of: itself, where it is no composition. */
    public static Set<String> parts(String name) {
        return find(name).map(Models::parts).orElse(Set.of(name));
    }
}
