package next700.trial.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import next700.process.Guard;
import next700.process.Threshold;
import next700.trial.Subject;

/** Finds the methods of a subject's packages that are a guard or a threshold. */
public final class Mutants {
    private static final String CLASS_FILE = ".class";

    private Mutants() {}

    /** Those that the subject's adversary is to find. */
    public static List<Mutant> toBeFound(Subject subject) {
        return of(subject).stream()
                .filter(mutant -> !subject.kept().containsKey(mutant.name()))
                .toList();
    }

    /** All mutants of the subject, guards before thresholds, in the order of their names. */
    public static List<Mutant> of(Subject subject) {
        return inPackages(subject.packages(), subject.maker().getClassLoader());
    }

    /** All mutants of what lies in some packages or below them. */
    public static List<Mutant> inPackages(List<String> packages, ClassLoader loader) {
        List<Mutant> mutants = new ArrayList<>();
        for (String className : classNames(packages, loader)) {
            try {
                Class<?> type = Class.forName(className, false, loader);
                for (Method method : type.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Guard.class) || method.isAnnotationPresent(Threshold.class)) {
                        mutants.add(Mutant.of(method));
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("a class of the protocol cannot be loaded: " + className, e);
            }
        }
        mutants.sort(Comparator.comparing(Mutant::isThreshold)
                .thenComparing(Mutant::name)
                .thenComparing(Mutant::location));
        return mutants;
    }

    private static SortedSet<String> classNames(List<String> packages, ClassLoader loader) {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (String prefix : packages) {
                for (URL place : Collections.list(loader.getResources(prefix.replace('.', '/')))) {
                    names.addAll(classNames(prefix, place.toURI()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of " + packages + " cannot be listed", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of " + packages + " are at no readable place", e);
        }
        return names;
    }

    private static List<String> classNames(String prefix, URI place) throws IOException {
        if (!place.getScheme().equals("jar")) {
            return below(prefix, Path.of(place));
        }
        String jar = place.toString();
        try (FileSystem opened = FileSystems.newFileSystem(URI.create(jar.substring(0, jar.indexOf('!'))), Map.of())) {
            return below(prefix, opened.getPath(prefix.replace('.', '/')));
        }
    }

    private static List<String> below(String prefix, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(CLASS_FILE) && !file.endsWith("package-info" + CLASS_FILE))
                    .map(file -> prefix + "."
                            + file.substring(0, file.length() - CLASS_FILE.length())
                                    .replace('/', '.')
                                    .replace('\\', '.'))
                    .toList();
        }
    }
}
