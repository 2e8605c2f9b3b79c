package next700.cli.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.cli.UsageException;
import next700.model.Models;
import next700.protocol.composition.Composition;

/** The protocols that there are, by the names that people type. */
public final class Protocols {
    private static final List<Composition> ALL = List.of(
            Composition.QUORUM,
            Composition.ZLIGHT,
            Composition.CHAIN,
            Composition.PBFT,
            Composition.AZYZZYVA,
            Composition.ALIPH);

    private Protocols() {}

    public static List<Composition> all() {
        return ALL;
    }

    /** The composition of that name, or of the protocols that the name is made of, such as quorum-zlight-chain-backup. */
    public static Composition named(String name) {
        return find(name).orElseThrow(() -> unknown(name, ALL.stream().map(Composition::name)));
    }

    /** Complains about a name, and tells those that there are. */
    public static UsageException unknown(String name, Stream<String> known) {
        return new UsageException("no protocol '" + name + "'; there are: " + known.collect(Collectors.joining(", "))
                + ", and any of quorum, zlight, chain and backup in turn, such as quorum-zlight-chain-backup");
    }

    public static Optional<Composition> find(String name) {
        return ALL.stream()
                .filter(composition -> composition.name().equals(name))
                .findFirst()
                .or(() -> declared(name));
    }

    /** The protocols that one of a name is made of: itself, where it is no composition. */
    public static Set<String> parts(String name) {
        return find(name).map(Models::parts).orElse(Set.of(name));
    }

    private static Optional<Composition> declared(String name) {
        try {
            return name.contains("-") ? Optional.of(Composition.declared(name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
