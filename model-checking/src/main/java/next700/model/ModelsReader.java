package next700.model;

import static next700.model.Placed.allow;
import static next700.model.Placed.fields;
import static next700.model.Placed.isNull;
import static next700.model.Placed.number;
import static next700.model.Placed.strings;
import static next700.model.Placed.text;
import static next700.model.Placed.texts;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.model.Settings.Section;

/**
 * Reads a models file, {@value #FILE}, which stands in the folder of the modules that it is about. {@code docs/model.md} has
 * the format.
 */
final class ModelsReader {
    static final String FILE = "models.json";

    private static final Set<String> SETTINGS = Stream.concat(
                    Stream.of("like", "cfg", "module", "constants", "checkDeadlock"),
                    Arrays.stream(Section.values()).map(Section::field))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Set<String> EXPECTED =
            new LinkedHashSet<>(List.of("says", "holds", "violates", "breaks", "unbroken", "size", "erratum"));
    private static final Set<String> OF_A_MODEL = union(SETTINGS, EXPECTED);

    private static final String DEADLOCK = "deadlock";

    private final Specifications specifications;
    private final String folder;
    private final List<String> folders = new ArrayList<>();
    private final Map<String, Placed.Fields> shared;
    private final Map<String, Placed.Fields> entries;
    private final Map<String, String> unneeded = new LinkedHashMap<>();
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /** A module with settings, as an entry has them together with what it is like. */
    private record Draft(Optional<String> module, Settings settings) {}

    private ModelsReader(Specifications specifications, String path) throws NoSuchFileException {
        this.specifications = specifications;
        Path parent = Path.of(path).getParent();
        this.folder = parent == null ? "" : parent.toString();
        Placed.Fields top =
                fields(Placed.read(specifications.shown(path), specifications.text(path)), "the models file", null);
        allow(top, "a models file", Set.of("library", "shared", "models", "unneeded"));
        folders.add(folder);
        for (Placed.Text library : texts(top, "library")) {
            String other = beside(library.value());
            if (specifications.modulesIn(other).isEmpty()) {
                throw library.error("there are no modules in " + specifications.shown(other));
            }
            folders.add(other);
        }
        top.get("unneeded")
                .ifPresent(given -> fields(
                                given, "unneeded", "{\"Module.Definition: x <= y -> x < y\": \"because ...\"}")
                        .values()
                        .forEach((what, why) -> unneeded.put(what, text(why).value())));
        this.shared = named(top, "shared");
        this.entries = named(top, "models");
    }

    /**
     * Reads a models file.
     *
     * @param path its path among the specifications
     * @param unneeded takes what the specification could do without, with the reasons
     * @throws MalformedModelsException at the first thing that is wrong with it
     */
    static List<Model> read(Specifications specifications, String path, Map<String, String> unneeded)
            throws NoSuchFileException {
        ModelsReader reader = new ModelsReader(specifications, path);
        unneeded.putAll(reader.unneeded);
        return reader.models();
    }

    private List<Model> models() {
        for (String name : shared.keySet()) {
            if (entries.containsKey(name)) {
                throw entries.get(name).error("'" + name + "' is shared settings already; a model needs another name");
            }
            draft(name, shared.get(name), SETTINGS);
        }
        List<Model> models = new ArrayList<>();
        entries.forEach((name, entry) -> models.add(model(name, entry)));
        List<Model> controls = new ArrayList<>();
        for (Model model : models) {
            boolean needsControl =
                    model.kind() == Model.Kind.MUST_FAIL && !model.breaks().isEmpty();
            Optional<Placed> written = entries.get(model.name()).get("unbroken");
            if (needsControl
                    && Stream.concat(models.stream(), controls.stream())
                            .noneMatch(other -> isControlled(model, other))) {
                controls.add(control(model, written));
            } else if (written.isPresent()) {
                throw written.get()
                        .error(
                                needsControl
                                        ? "a model that must hold is the control of '" + model.name() + "' already"
                                        : "only a model that must fail by what it breaks has a control");
            }
        }
        return Stream.concat(models.stream(), controls.stream()).toList();
    }

    /** A path from this folder, as one among the specifications. */
    private String beside(String path) {
        return Path.of(folder).resolve(path).normalize().toString();
    }

    private Draft draft(String name, Placed.Fields entry, Set<String> allowed) {
        Draft known = drafts.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name)) {
            throw entry.error("'" + name + "' is like itself, by way of " + String.join(", ", open));
        }
        allow(entry, "'" + name + "'", allowed);
        Draft base = new Draft(Optional.empty(), Settings.NONE);
        Optional<Placed> like = entry.get("like");
        if (like.isPresent()) {
            base = likeOf(text(like.get()));
        }
        Optional<Placed> cfg = entry.get("cfg");
        if (cfg.isPresent()) {
            base = new Draft(base.module(), cfg(text(cfg.get())).over(base.settings()));
        }
        Optional<String> module =
                entry.get("module").map(value -> module(text(value))).or(base::module);
        Draft draft = new Draft(module, settings(entry).over(base.settings()));
        open.remove(name);
        drafts.put(name, draft);
        return draft;
    }

    private Draft likeOf(Placed.Text like) {
        String name = like.value();
        if (shared.containsKey(name)) {
            return draft(name, shared.get(name), SETTINGS);
        }
        if (entries.containsKey(name)) {
            return draft(name, entries.get(name), OF_A_MODEL);
        }
        throw like.error("there is neither a model nor shared settings '" + name + "'; there are "
                + String.join(", ", union(shared.keySet(), entries.keySet())));
    }

    private Settings cfg(Placed.Text name) {
        String path = beside(name.value());
        try {
            return CfgReader.read(specifications.shown(path), specifications.text(path));
        } catch (NoSuchFileException e) {
            throw name.error("there is no file " + specifications.shown(path));
        }
    }

    private String module(Placed.Text name) {
        Set<String> known = new LinkedHashSet<>();
        folders.forEach(each -> known.addAll(specifications.modulesIn(each)));
        if (!known.contains(name.value())) {
            throw name.error("there is no module " + name.value() + " in "
                    + folders.stream().map(specifications::shown).collect(Collectors.joining(", ")) + "; there are "
                    + String.join(", ", known));
        }
        return name.value();
    }

    private static Settings settings(Placed.Fields entry) {
        Map<String, String> constants = new LinkedHashMap<>();
        entry.get("constants")
                .ifPresent(given -> fields(given, "constants", "{\"N\": 3, \"Bound\": \"<- SmallBound\"}")
                        .values()
                        .forEach((name, value) -> constants.put(name, constant(value))));
        Map<Section, List<String>> sections = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            entry.get(section.field())
                    .ifPresent(given -> sections.put(section, isNull(given) ? List.of() : names(section, given)));
        }
        Optional<Boolean> deadlock = entry.get("checkDeadlock").map(value -> {
            if (value instanceof Placed.Literal literal
                    && Set.of("true", "false").contains(literal.value())) {
                return Boolean.valueOf(literal.value());
            }
            throw value.error("checkDeadlock is true or false");
        });
        return new Settings(constants, sections, deadlock);
    }

    private static List<String> names(Section section, Placed given) {
        return section.isMany()
                ? texts(given).stream().map(Placed.Text::value).toList()
                : List.of(text(given).value());
    }

    /** A value of TLA+ as it is written, or {@code <- Operator}; numbers and truth values may be JSON's. */
    private static String constant(Placed value) {
        if (value instanceof Placed.Literal literal && !isNull(literal)) {
            return literal.value().equals("true") || literal.value().equals("false")
                    ? literal.value().toUpperCase(Locale.ROOT)
                    : literal.value();
        }
        if (value instanceof Placed.Text text && !text.value().isBlank()) {
            return text.value().strip();
        }
        throw value.error(
                "a constant is a number, or a string with what it is in TLA+, such as \"{a, b}\" or \"<- Bound\"");
    }

    private Model model(String name, Placed.Fields entry) {
        Draft draft = draft(name, entry, OF_A_MODEL);
        String module =
                draft.module().orElseThrow(() -> entry.error("'" + name + "' says of no module what TLC is to check"));
        Optional<Placed> holds = entry.get("holds");
        Optional<Placed> violates = entry.get("violates");
        if (holds.isPresent() == violates.isPresent()) {
            throw entry.error(
                    "'" + name + "' must say either what it \"violates\" or, by \"holds\", that it violates nothing");
        }
        Map<String, Optional<String>> breaks = breaks(entry);
        Settings settings = draft.settings().replacing(breaks);
        if (settings.of(Section.SPECIFICATION).isEmpty()
                && settings.of(Section.INIT).isEmpty()) {
            throw entry.error("'" + name + "' has neither a specification nor an init with its next");
        }
        Placed.Fields outcome = holds.isPresent() ? holding(holds.get()) : violating(violates.get());
        Optional<String> property = outcome.get("property").map(value -> property(text(value), settings));
        return new Model(
                folder.isEmpty() ? specifications.name() : folder.replace('\\', '/'),
                name,
                entry.place(),
                folders,
                module,
                settings,
                draft.settings(),
                breaks.keySet(),
                holds.isPresent() ? Model.Kind.HOLDS : Model.Kind.MUST_FAIL,
                size(entry).orElse(Model.Size.QUICK),
                holds.isPresent() ? number(outcome, "states") : Optional.empty(),
                property,
                holds.isPresent() ? Optional.empty() : number(outcome, "states").map(Math::toIntExact),
                strings(outcome, "reaches"),
                Optional.empty(),
                erratum(entry),
                entry.get("says").map(says -> text(says).value()).orElse(""));
    }

    private static Map<String, Optional<String>> breaks(Placed.Fields entry) {
        Map<String, Optional<String>> breaks = new LinkedHashMap<>();
        entry.get("breaks")
                .ifPresent(given -> fields(given, "breaks", "{\"Guard\": \"<- NoGuard\"}")
                        .values()
                        .forEach((name, value) ->
                                breaks.put(name, isNull(value) ? Optional.empty() : Optional.of(constant(value)))));
        return breaks;
    }

    private static Placed.Fields holding(Placed holds) {
        if (holds instanceof Placed.Literal literal && literal.value().equals("true")) {
            return new Placed.Fields(holds.place(), Map.of());
        }
        return allow(fields(holds, "holds", "true, or {\"states\": 10}"), "holds", Set.of("states", "reaches"));
    }

    private static Placed.Fields violating(Placed violates) {
        if (violates instanceof Placed.Text property) {
            return new Placed.Fields(violates.place(), Map.of("property", property));
        }
        Placed.Fields fields = allow(
                fields(violates, "violates", "\"Inv\", or {\"property\": \"Inv\", \"states\": 5}"),
                "violates",
                Set.of("property", "states"));
        if (!fields.values().containsKey("property")) {
            throw violates.error("violates must name the property");
        }
        return fields;
    }

    private static String property(Placed.Text name, Settings settings) {
        if (name.value().equals(DEADLOCK)) {
            if (!settings.checkDeadlock().orElse(true)) {
                throw name.error("a deadlock is no violation here: checkDeadlock is false");
            }
            return Model.NO_DEADLOCK;
        }
        if (!settings.checked().contains(name.value())) {
            throw name.error("'" + name.value() + "' is not checked by this model, which checks "
                    + (settings.checked().isEmpty() ? "nothing" : String.join(", ", settings.checked())));
        }
        return name.value();
    }

    private static Optional<Model.Size> size(Placed.Fields entry) {
        return entry.get("size")
                .map(value -> Arrays.stream(Model.Size.values())
                        .filter(size -> size.word().equals(text(value).value()))
                        .findFirst()
                        .orElseThrow(
                                () -> value.error("size is quick (seconds), smoke (some more) or deep (minutes)")));
    }

    private static Optional<Erratum> erratum(Placed.Fields entry) {
        return entry.get("erratum").map(value -> {
            Placed.Fields fields = allow(
                    fields(value, "erratum", "{\"place\": ..., \"printed\": ..., \"repair\": ...}"),
                    "erratum",
                    Set.of("place", "printed", "repair", "after"));
            return new Erratum(
                    required(fields, "place"),
                    required(fields, "printed"),
                    required(fields, "repair"),
                    strings(fields, "after"));
        });
    }

    private static String required(Placed.Fields fields, String name) {
        return text(fields.get(name).orElseThrow(() -> fields.error("'" + name + "' is missing")))
                .value();
    }

    /** The same model with nothing broken: if that did not hold, either, the failure would say nothing of what is broken. */
    private Model control(Model model, Optional<Placed> written) {
        Placed.Fields unbroken = written.map(value -> allow(
                        fields(value, "unbroken", "{\"states\": 10, \"size\": \"deep\"}"),
                        "unbroken",
                        Set.of("states", "size")))
                .orElse(new Placed.Fields(model.place(), Map.of()));
        return new Model(
                model.protocol(),
                model.name() + ".unbroken",
                unbroken.place(),
                folders,
                model.module(),
                model.unbroken(),
                model.unbroken(),
                Set.of(),
                Model.Kind.HOLDS,
                size(unbroken).orElse(model.size()),
                number(unbroken, "states"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(model.name()),
                Optional.empty(),
                "With nothing broken, the bounds of " + model.name() + " hold.");
    }

    /** Whether a model that must hold is what a model that must fail would be with nothing broken. */
    private boolean isControlled(Model broken, Model other) {
        Settings unbroken = broken.unbroken();
        return other.kind() == Model.Kind.HOLDS
                && other.breaks().isEmpty()
                && other.settings().constants().equals(unbroken.constants())
                && Stream.of(
                                Section.SPECIFICATION,
                                Section.INIT,
                                Section.NEXT,
                                Section.CONSTRAINTS,
                                Section.ACTION_CONSTRAINTS)
                        .allMatch(section -> other.settings().of(section).equals(unbroken.of(section)))
                && other.settings().checked().containsAll(unbroken.checked())
                && specifications.isBuiltOn(broken.module(), other.module(), folders);
    }

    private static Map<String, Placed.Fields> named(Placed.Fields top, String field) {
        Map<String, Placed.Fields> named = new LinkedHashMap<>();
        top.get(field)
                .ifPresent(value -> fields(value, field, "{\"Name\": {...}}")
                        .values()
                        .forEach((name, entry) -> named.put(name, fields(entry, "'" + name + "'", "{...}"))));
        return named;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}
