package next700.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What TLC is told of a model besides its module: all that a cfg file can say.
 *
 * @param constants what each constant or operator is: a value as TLA+ writes it, or {@code <- Operator}
 * @param sections the formulas that TLC is to use, and for what
 * @param checkDeadlock whether a state without successor is an error; if nothing is said, it is
 */
public record Settings(
        Map<String, String> constants, Map<Section, List<String>> sections, Optional<Boolean> checkDeadlock) {
    public static final Settings NONE = new Settings(Map.of(), Map.of(), Optional.empty());

    private static final String REPLACED = "<-";

    public Settings {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        sections = Collections.unmodifiableMap(
                sections.isEmpty() ? new EnumMap<>(Section.class) : new EnumMap<>(sections));
    }

    /** What formulas are for. */
    public enum Section {
        SPECIFICATION("specification", false),
        INIT("init", false),
        NEXT("next", false),
        SYMMETRY("symmetry", false),
        VIEW("view", false),
        CONSTRAINTS("constraints", true),
        ACTION_CONSTRAINTS("actionConstraints", true),
        INVARIANTS("invariants", true),
        PROPERTIES("properties", true);

        private final String field;
        private final boolean many;

        Section(String field, boolean many) {
            this.field = field;
            this.many = many;
        }

        /** Its name in a models file. */
        public String field() {
            return field;
        }

        /** Whether there can be more than one. */
        public boolean isMany() {
            return many;
        }
    }

    /** These settings on top of others: a constant takes the place of the other's, a section that of the whole section. */
    Settings over(Settings others) {
        Map<Section, List<String>> all = new EnumMap<>(Section.class);
        all.putAll(others.sections);
        all.putAll(sections);
        return new Settings(with(others.constants, constants), all, checkDeadlock.or(others::checkDeadlock));
    }

    /**
     * These settings with some constants or operators replaced.
     *
     * @param replaced by name; empty where the module's own definition is to count again
     */
    Settings replacing(Map<String, Optional<String>> replaced) {
        Map<String, String> all = new LinkedHashMap<>(constants);
        replaced.forEach((name, value) -> {
            all.remove(name);
            value.ifPresent(text -> all.put(name, text));
        });
        return new Settings(all, sections, checkDeadlock);
    }

    /** These settings without what some operators are replaced by. */
    public Settings without(Set<String> replaced) {
        Map<String, String> all = new LinkedHashMap<>(constants);
        all.keySet().removeAll(replaced);
        return new Settings(all, sections, checkDeadlock);
    }

    private static Map<String, String> with(Map<String, String> before, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(before);
        all.putAll(more);
        return all;
    }

    /** The operators that the model replaces, and by what. */
    public Map<String, String> substitutions() {
        Map<String, String> substitutions = new LinkedHashMap<>();
        constants.forEach((name, value) -> {
            if (value.startsWith(REPLACED)) {
                substitutions.put(name, value.substring(REPLACED.length()).strip());
            }
        });
        return substitutions;
    }

    /** The formulas of a section. */
    public List<String> of(Section section) {
        return sections.getOrDefault(section, List.of());
    }

    /** The invariants and properties. */
    public Set<String> checked() {
        Set<String> checked = new LinkedHashSet<>(of(Section.INVARIANTS));
        checked.addAll(of(Section.PROPERTIES));
        return checked;
    }

    /** These settings with another invariant. */
    Settings withInvariant(String name) {
        Map<Section, List<String>> all = new EnumMap<>(Section.class);
        all.putAll(sections);
        List<String> invariants = new ArrayList<>(of(Section.INVARIANTS));
        invariants.add(name);
        all.put(Section.INVARIANTS, invariants);
        return new Settings(constants, all, checkDeadlock);
    }

    /** As TLC reads it. */
    public String toCfg() {
        StringBuilder cfg = new StringBuilder();
        if (!constants.isEmpty()) {
            cfg.append("CONSTANTS\n");
            constants.forEach((name, value) -> cfg.append("  ")
                    .append(name)
                    .append(value.startsWith(REPLACED) ? " " : " = ")
                    .append(value)
                    .append('\n'));
        }
        sections.forEach((section, names) -> {
            if (!names.isEmpty()) {
                cfg.append(section.name()).append('\n');
                names.forEach(name -> cfg.append("  ").append(name).append('\n'));
            }
        });
        checkDeadlock.ifPresent(checked ->
                cfg.append("CHECK_DEADLOCK ").append(checked ? "TRUE" : "FALSE").append('\n'));
        return cfg.toString();
    }
}
