package next700.audit.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The declarations of the code, or of the specification, of a protocol at one revision, and who uses whom. */
public final class Program {
    private final Map<String, Declaration> declarations = new TreeMap<>();
    private final Map<String, Set<String>> users = new TreeMap<>();

    public Program(Collection<Declaration> all) {
        all.forEach(declaration -> declarations.put(declaration.name(), declaration));
        all.forEach(declaration -> declaration
                .uses()
                .forEach(used ->
                        users.computeIfAbsent(used, any -> new TreeSet<>()).add(declaration.name())));
    }

    public Collection<Declaration> declarations() {
        return declarations.values();
    }

    public Optional<Declaration> find(String name) {
        return Optional.ofNullable(declarations.get(name));
    }

    /** Whether any other declaration refers to this one. */
    public boolean isUsed(String name) {
        return users.getOrDefault(name, Set.of()).stream().anyMatch(user -> !user.equals(name));
    }

    /**
     * The nearest declarations of a kind that use this one, itself if it is of the kind: on every way up to those that
     * nobody uses, the first.
     */
    public Set<String> nearestUsers(String name, Predicate<Declaration> kind) {
        return nearest(name, kind, users);
    }

    /** The nearest declarations of a kind that this one uses, itself if it is of the kind. */
    public Set<String> nearestUsed(String name, Predicate<Declaration> kind) {
        Map<String, Set<String>> uses = new LinkedHashMap<>();
        declarations.values().forEach(declaration -> uses.put(declaration.name(), declaration.uses()));
        return nearest(name, kind, uses);
    }

    private Set<String> nearest(String name, Predicate<Declaration> kind, Map<String, Set<String>> edges) {
        Set<String> found = new LinkedHashSet<>();
        walk(name, edges, reached -> {
            boolean isOfKind = find(reached).filter(kind).isPresent();
            if (isOfKind) {
                found.add(reached);
            }
            return !isOfKind;
        });
        return found;
    }

    /** All that the given declarations use, directly or not, themselves included. */
    public Set<String> reachable(Collection<String> roots) {
        Map<String, Set<String>> uses = new LinkedHashMap<>();
        declarations.values().forEach(declaration -> uses.put(declaration.name(), declaration.uses()));
        Set<String> reached = new LinkedHashSet<>();
        roots.forEach(root -> walk(root, uses, reached::add));
        return reached;
    }

    private static void walk(String from, Map<String, Set<String>> edges, Predicate<String> goesOn) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (seen.add(next) && goesOn.test(next)) {
                open.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
    }
}
