package next700.induction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import next700.model.Model;
import next700.model.Specifications;

/** Where the abstract modules of the protocols are: {@code specs/PROTOCOL/induction}, beside the models that TLC runs of them. */
public final class AbstractModules {
    private static final String SUFFIX = ".tla";
    private static final String FOLDER = "induction";
    private static final String MODEL = "MC";

    private AbstractModules() {}

    /** The abstract modules of some protocols, by name. */
    public static List<String> of(Specifications specifications, Collection<String> protocols) {
        return specifications.paths().stream()
                .filter(path -> isAbstract(Path.of(path))
                        && protocols.contains(Path.of(path).getName(0).toString()))
                .map(path -> nameOf(Path.of(path)))
                .toList();
    }

    /** The protocols that have abstract modules. */
    public static List<String> protocols(Specifications specifications) {
        return specifications.paths().stream()
                .map(Path::of)
                .filter(AbstractModules::isAbstract)
                .map(path -> path.getName(0).toString())
                .distinct()
                .toList();
    }

    private static boolean isAbstract(Path path) {
        return path.getNameCount() == 3
                && path.getName(1).toString().equals(FOLDER)
                && path.toString().endsWith(SUFFIX)
                && !nameOf(path).startsWith(MODEL);
    }

    /** Whether a model is of an abstract module. */
    public static boolean isModel(Model model) {
        return model.protocol().endsWith("/" + FOLDER);
    }

    /**
     * The lemmas and properties of the abstract modules of some protocols, as proof maps name them: {@code PBFTSlot.Agreement}.
     *
     * @throws OutsideLanguageException if a module cannot be read
     */
    public static List<String> claims(Specifications specifications, Collection<String> protocols) {
        Map<String, byte[]> texts = texts(specifications);
        List<String> claims = new ArrayList<>();
        for (String module : of(specifications, protocols)) {
            AbstractModule read = ModuleReader.read(module, texts);
            Stream.concat(read.lemmas().stream(), read.properties().stream())
                    .map(Named::name)
                    .filter(name -> !name.equals(ModuleReader.TYPES))
                    .distinct()
                    .forEach(name -> claims.add(module + "." + name));
        }
        return claims;
    }

    private static String nameOf(Path path) {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /** The text of every module of the specifications, by name. */
    public static Map<String, byte[]> texts(Specifications specifications) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        try {
            for (String path : specifications.paths()) {
                if (path.endsWith(SUFFIX)) {
                    texts.put(nameOf(Path.of(path)), specifications.bytes(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the specifications cannot be read", e);
        }
        return texts;
    }

    /** The modules beside a file, which it may extend. */
    public static Map<String, byte[]> beside(Path file) throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        try (var files = Files.list(file.toAbsolutePath().getParent())) {
            for (Path other :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(SUFFIX))::iterator) {
                texts.put(nameOf(other), Files.readAllBytes(other));
            }
        }
        return texts;
    }
}
