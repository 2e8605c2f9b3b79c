package next700.simulation.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import next700.protocol.Guard;
import next700.protocol.Protocol;
import next700.protocol.Threshold;
import next700.protocol.composition.Composition;
import next700.simulation.Arena;

/** Finds the methods below {@code next700.protocol} that are a guard or a threshold. */
public final class Mutants {
    private static final String ROOT = "next700/protocol";
    private static final String PACKAGE = "next700.protocol.";
    private static final String LCR = PACKAGE + "lcr.";

    /** What only some protocols are made of, beside a package of their own name. */
    private static final Map<String, Set<String>> PARTS = Map.of(
            "quorum", Set.of("unanimity"),
            "zlight", Set.of("unanimity", "sequencing"),
            "chain", Set.of("sequencing"),
            "pbft", Set.of(),
            "backup", Set.of("ordering", "pbft"));

    /**
     * Guards that this adversary does not miss: a replica that lost its memory and a liar beside it are two faults. Tests of
     * their own deceive who fetches a state.
     */
    private static final Set<String> RARE = Set.of("B.Restore.founded", "LCS.image");

    private static final List<String> HOMES = List.of("quorum", "zlight", "chain", "azyzzyva");

    /**
     * Guards that are missed sooner in Backup after Backup: to bring a proof of an earlier instance of Backup takes a run
     * through five instances elsewhere, and few runs have Backup begin under a Byzantine primary.
     */
    private static final Set<String> OF_BACKUP_ALONE = Set.of("B.6.backup-switches-to", "B2.initialised");

    private Mutants() {}

    /** The simplest composition in which a mutant is to be found: in it, runs come to its guard most often. */
    public static Arena home(Mutant mutant, int f) {
        if (OF_BACKUP_ALONE.contains(mutant.name())) {
            return Arena.of("backup", f);
        }
        return HOMES.stream()
                .map(name -> Arena.of(name, f))
                .filter(arena -> toBeFound(arena.composition()).contains(mutant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(mutant.name() + " is of no protocol"));
    }

    /** Those that the adversary of compositions is to find; PBFT's own are hunted in a simulation of PBFT alone. */
    public static List<Mutant> toBeFound(Composition composition) {
        return of(composition).stream()
                .filter(mutant -> !mutant.method().getDeclaringClass().getName().startsWith(PACKAGE + "pbft."))
                .filter(mutant -> !RARE.contains(mutant.name()))
                .toList();
    }

    /** All mutants of the protocols that a composition is made of, in the order of their names. */
    public static List<Mutant> of(Composition composition) {
        Set<String> others = new HashSet<>(PARTS.keySet());
        PARTS.values().forEach(others::addAll);
        others.add("lcr");
        for (Protocol protocol : composition.cycle()) {
            others.remove(protocol.name());
            others.removeAll(PARTS.getOrDefault(protocol.name(), Set.of()));
        }
        return of(classNames().stream()
                .filter(className -> others.stream().noneMatch(other -> className.startsWith(PACKAGE + other + ".")))
                .toList());
    }

    /** All mutants of PBFT, in the order of their names. */
    public static List<Mutant> ofPbft() {
        return of(classNames().stream()
                .filter(className -> className.startsWith(PACKAGE + "pbft."))
                .toList());
    }

    /** All mutants of LCR, in the order of their names. */
    public static List<Mutant> ofLcr() {
        return of(classNames().stream()
                .filter(className -> className.startsWith(LCR))
                .toList());
    }

    private static List<Mutant> of(List<String> classNames) {
        List<Mutant> mutants = new ArrayList<>();
        for (String className : classNames) {
            try {
                Class<?> type = Class.forName(className, false, Mutants.class.getClassLoader());
                for (Method method : type.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Guard.class) || method.isAnnotationPresent(Threshold.class)) {
                        mutants.add(Mutant.of(method));
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("a class of the protocols cannot be loaded: " + className, e);
            }
        }
        mutants.sort(Comparator.comparing(Mutant::isThreshold)
                .thenComparing(Mutant::name)
                .thenComparing(Mutant::location));
        return mutants;
    }

    private static List<String> classNames() {
        try {
            URI location = Protocol.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(location);
            if (Files.isDirectory(path)) {
                return classNamesBelow(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location), Map.of())) {
                return classNamesBelow(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of the protocols cannot be listed", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of the protocols are at no readable place", e);
        }
    }

    private static List<String> classNamesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(ROOT))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .toList();
        }
    }
}
