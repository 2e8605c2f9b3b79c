package next700.audit;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.audit.map.Item;
import next700.audit.map.ProofMap;
import next700.audit.source.Declaration;
import next700.audit.source.JavaReader;
import next700.audit.source.Layout;
import next700.audit.source.Program;
import next700.audit.source.Revision;
import next700.audit.source.TlaReader;
import next700.induction.AbstractModules;
import next700.model.Model;
import next700.model.Models;
import next700.model.Specifications;

/** A protocol at one revision: its proof map, its specification with the models of it, and its code. */
final class Protocol {
    private final ProofMap map;
    private final Revision revision;
    private final Program specification;
    private final Program evidence;
    private final List<Model> models;
    private final JavaReader java;
    private final TlaReader tla;
    private Optional<Program> code = Optional.empty();

    /** Reads a protocol as the proof map has it. */
    Protocol(ProofMap map, Revision revision, TlaReader tla, JavaReader java) {
        this.map = map;
        this.revision = revision;
        this.java = java;
        this.tla = tla;
        // Of the models of abstract modules, the formulas are those of another specification: Inductions looks at
        // these.
        this.models = Models.in(specifications(revision)).ofProtocol(map.protocol()).stream()
                .filter(model -> !AbstractModules.isModel(model))
                .sorted(Comparator.comparing(Model::name))
                .toList();
        Set<String> modules = new LinkedHashSet<>(map.modules());
        this.specification = tla.read(revision, modules);
        modules.addAll(models.stream().map(Model::module).toList());
        this.evidence = tla.read(revision, modules);
    }

    static Specifications specifications(Revision revision) {
        return Specifications.of(revision.specifications().entrySet().stream()
                .collect(Collectors.toMap(
                        file -> revision.layout().inSpecifications(file.getKey()),
                        file -> file.getValue().getBytes(StandardCharsets.UTF_8))));
    }

    ProofMap map() {
        return map;
    }

    Revision revision() {
        return revision;
    }

    /** The definitions of the specification. */
    Program specification() {
        return specification;
    }

    /** Those, and the definitions of the modules of its models. */
    Program evidence() {
        return evidence;
    }

    /** The code, which is read when it is first asked for. */
    Program code() {
        if (code.isEmpty()) {
            code = Optional.of(java.read(revision, map.allPackages()));
        }
        return code.get();
    }

    /**
     * The files of all that is said of the protocol: its proof map with what that includes, its modules with those that they
     * extend, its models, and whatever lies beside these.
     */
    Set<String> saidIn() {
        Set<String> paths = new TreeSet<>(map.files());
        paths.addAll(modulePaths());
        String folder = map.place().path().substring(0, map.place().path().lastIndexOf('/'));
        paths.addAll(revision.below(folder).keySet());
        return paths;
    }

    /** The files of its modules, of those of its models, and of its abstract modules, with those that these extend. */
    Set<String> modulePaths() {
        Set<String> roots = new LinkedHashSet<>(map.modules());
        models.forEach(model -> roots.add(model.module()));
        Set<String> paths = new TreeSet<>(tla.paths(revision, roots));
        paths.addAll(tla.paths(revision, ProvedModules.of(specifications(revision), map)));
        return paths;
    }

    List<Model> models() {
        return models;
    }

    /** Which items an operator of the specification renders. */
    Set<String> itemsOfOperator(Declaration operator) {
        return items(item -> item.operators().contains(operator.name()));
    }

    /** Which items a declaration of the code renders. */
    Set<String> itemsOfCode(Declaration declaration) {
        return items(item -> item.isAnnotated()
                ? declaration.label().equals(Optional.of(item.toString()))
                : item.code().stream().anyMatch(pattern -> matches(pattern, declaration)));
    }

    /** A class stands for all that is in it, and a method's name for all methods of the name. */
    static boolean matches(String pattern, Declaration declaration) {
        String name = declaration.shortName();
        return name.equals(pattern) || name.startsWith(pattern + ".");
    }

    private Set<String> items(Predicate<Item> which) {
        return map.items().values().stream()
                .filter(which)
                .map(Item::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a file of the code is the protocol's own, not shared. */
    boolean isOwn(Declaration declaration) {
        return map.packages().contains(Layout.packageOf(declaration.path()));
    }

    /** Those of these packages, and of the packages below them, that there are. */
    Set<String> packagesBelow(Collection<String> names) {
        return revision.files().keySet().stream()
                .filter(revision.layout()::isOfProtocol)
                .map(Layout::packageOf)
                .filter(name -> names.stream().anyMatch(above -> name.equals(above) || name.startsWith(above + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All declarations of the protocol's own packages, and what they use. */
    Set<String> reachableCode() {
        List<String> own = code().declarations().stream()
                .filter(this::isOwn)
                .map(Declaration::name)
                .toList();
        return code().reachable(own);
    }

    /** The models of both kinds that hold or must fail by a formula. */
    Stream<Model> modelsChecking(Set<String> formulas) {
        return models.stream()
                .filter(model -> model.settings().checked().stream().anyMatch(formulas::contains));
    }
}
