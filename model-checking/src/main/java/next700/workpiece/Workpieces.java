package next700.workpiece;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** All workpieces that there are: the registry of protocols. */
public final class Workpieces {
    private Workpieces() {}

    /** Those with a name of their own. */
    public static List<Workpiece> all() {
        return Stream.concat(families().flatMap(family -> family.all().stream()), alone())
                .toList();
    }

    /** The one of a name, which for compositions may say what it is made of. */
    public static Optional<Workpiece> named(String name) {
        return Stream.concat(
                        alone().filter(piece -> piece.name().equals(name)),
                        families().flatMap(family -> family.named(name).stream()))
                .findFirst();
    }

    private static Stream<Family> families() {
        return ServiceLoader.load(Family.class, loader()).stream().map(ServiceLoader.Provider::get);
    }

    private static Stream<Workpiece> alone() {
        return ServiceLoader.load(Workpiece.class, loader()).stream().map(ServiceLoader.Provider::get);
    }

    /**
     * That of whoever runs us, if it sees these very classes and perhaps more. A protocol on trial in a world of its own, as a
     * mutant is and a change under audit, finds what is in that world.
     */
    private static ClassLoader loader() {
        ClassLoader own = Workpieces.class.getClassLoader();
        ClassLoader running = Thread.currentThread().getContextClassLoader();
        return Stream.iterate(running, Objects::nonNull, ClassLoader::getParent).anyMatch(own::equals) ? running : own;
    }
}
