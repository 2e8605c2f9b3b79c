package next700.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The models of some folders: those of {@code specs/}, or those of any folder with a models file. */
public final class Models {
    private final Specifications specifications;
    private final List<Model> all;
    private final Map<String, String> unneeded = new TreeMap<>();

    private Models(Specifications specifications, List<String> paths) {
        this.specifications = specifications;
        List<Model> models = new ArrayList<>();
        for (String path : paths) {
            try {
                models.addAll(ModelsReader.read(specifications, path, unneeded));
            } catch (NoSuchFileException e) {
                throw new UncheckedIOException(e);
            }
        }
        this.all = List.copyOf(models);
    }

    /** The models packaged with this code. */
    public static Models packaged() {
        return in(Specifications.packaged());
    }

    /** The models of all folders of these files that have a models file. */
    public static Models in(Specifications specifications) {
        return new Models(
                specifications,
                specifications.paths().stream()
                        .filter(path -> path.endsWith("/" + ModelsReader.FILE))
                        .toList());
    }

    /**
     * The models of any folder; none if it has no models file.
     *
     * @param path the folder, or its models file
     * @throws MalformedModelsException if the file is not in order
     */
    public static Models at(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(ModelsReader.FILE) : path;
        Path folder = file.toAbsolutePath().getParent();
        Path shown = path.isAbsolute() || file.getParent() == null ? folder : file.getParent();
        return new Models(
                Specifications.alone(file.getParent() == null ? Path.of("") : shown),
                Files.exists(file) ? List.of(file.getFileName().toString()) : List.of());
    }

    /** The files that the models are read from. */
    public Specifications specifications() {
        return specifications;
    }

    public List<Model> all() {
        return all;
    }

    /** The models of a specification, in the order of the models file; none if there is no such. */
    public List<Model> ofProtocol(String protocol) {
        return in(Set.of(protocol));
    }

    /** The models in some folders of specifications, in the order of the models files. */
    public List<Model> in(Set<String> folders) {
        return all.stream().filter(model -> folders.contains(folderOf(model))).toList();
    }

    /** The folders that have models. */
    public Set<String> folders() {
        return all.stream().map(Models::folderOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String folderOf(Model model) {
        return model.protocol().split("/", 2)[0];
    }

    /** What to say of a protocol that has no models, and what to do about it. */
    public static String noModelsOf(String protocol) {
        return "There are no models of " + protocol + ", so that nothing is known of its specification: a file specs/"
                + protocol + "/" + ModelsReader.FILE + " would have them (docs/model.md).";
    }

    /** The same of a folder. */
    public static String noModelsIn(Path folder) {
        return folder + " has no models, so that nothing is known of what it specifies: a file "
                + folder.resolve(ModelsReader.FILE) + " would have them (docs/model.md).";
    }

    /** Whose models there are. */
    public List<String> protocols() {
        return all.stream().map(Model::protocol).distinct().toList();
    }

    /**
     * Runs a model that must hold by a server and workers, and does not ask what it reaches.
     *
     * @throws IllegalArgumentException if it must fail: TLC's server tells no counterexamples
     */
    public ModelRun runDistributed(
            Model model, TlcLimits limits, Distribution distribution, Consumer<Counts> onProgress) {
        if (model.kind() == Model.Kind.MUST_FAIL) {
            throw new IllegalArgumentException(
                    model.name() + " must fail, and TLC's server tells neither what fell nor how");
        }
        Model asked = model.withoutReaching();
        return new ModelRun(
                asked,
                new Tlc(specifications, limits, onProgress)
                        .distributed(distribution)
                        .check(asked));
    }

    /** Runs a model; with one worker where it must fail, since with more the counterexample's length can vary. */
    public ModelRun run(Model model, TlcLimits limits, Consumer<Counts> onProgress) {
        TlcLimits own = model.kind() == Model.Kind.MUST_FAIL ? limits.withWorkers(1) : limits;
        return new ModelRun(model, new Tlc(specifications, own, onProgress).check(model));
    }

    /** Weakens the specification of these models at every place, and looks whether they notice. */
    public WeakeningHunt weakened(TlcLimits limits) {
        return new WeakeningHunt(specifications, limits);
    }

    /** The modules that a model is built on, of those that stand with it or in its library. */
    public Set<String> modulesOf(Model model) {
        Set<String> modules = new TreeSet<>();
        model.folders().forEach(folder -> modules.addAll(specifications.modulesIn(folder)));
        modules.removeIf(module -> !specifications.isBuiltOn(model.module(), module, model.folders()));
        return modules;
    }

    /** What the specifications could do without, as {@link Weakening#id} has it, and why it is there all the same. */
    public Map<String, String> unneeded() {
        return unneeded;
    }

    /**
     * Writes a model for other tools: its modules, a module of the model's name that extends the one to check, and the cfg
     * beside it.
     */
    public void export(Model model, Path directory) throws IOException {
        Reaching.Prepared prepared = Reaching.prepare(model, specifications);
        Files.createDirectories(directory);
        prepared.specifications().writeModulesTo(directory);
        String name = model.name().replaceAll("\\W", "_");
        if (prepared.specifications().paths().contains(name + ".tla")) {
            name += "Model";
        }
        Files.writeString(
                directory.resolve(name + ".tla"),
                "---- MODULE %s ----%n\\* %s%nEXTENDS %s%n====%n".formatted(name, model.claim(), prepared.module()));
        Files.write(directory.resolve(name + ".cfg"), prepared.cfg());
    }
}
