package next700.cli.cluster;

import java.util.List;
import next700.cli.UsageException;
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

    /** The composition of that name. */
    public static Composition named(String name) {
        return ALL.stream()
                .filter(composition -> composition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no protocol '" + name + "'; there are: "
                        + String.join(", ", ALL.stream().map(Composition::name).toList())));
    }
}
