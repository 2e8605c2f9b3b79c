package next700.audit.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The proof of a protocol, as far as a machine must know it: which lemma leans on which steps, guards, thresholds and
 * other lemmas, and what checks it.
 *
 * @param protocol whose proof it is
 * @param modules the modules of its specification, which may extend others
 * @param packages of its code
 * @param shared packages that its code uses, but that others use too
 * @param over the protocols that it is built on, whose properties it takes for granted
 * @param assumptions by name
 * @param items by id
 * @param lemmas by id
 * @param auxiliary what no lemma needs, with the reason, by name
 * @param files in which all of this stands, those that are included too
 */
public record ProofMap(
        String protocol,
        String title,
        List<String> modules,
        List<String> packages,
        List<String> shared,
        List<String> over,
        Map<String, Assumption> assumptions,
        Map<String, Item> items,
        Map<String, Lemma> lemmas,
        Map<String, Auxiliary> auxiliary,
        Place place,
        Set<String> files) {

    /** Something that no lemma leans on: why not. */
    public record Auxiliary(String name, String why, Place place) {}

    /** The contract between a process and whoever runs it, in which all protocols are written: no map need say so. */
    private static final String CONTRACT = "next700.process";

    /** The packages of the protocol and those that it shares with others. */
    public Set<String> allPackages() {
        Set<String> all = new TreeSet<>(packages);
        all.add(CONTRACT);
        all.addAll(shared);
        return all;
    }

    /** The packages of the code that makes its assumptions true. */
    public Set<String> assumedPackages() {
        return assumptions.values().stream()
                .flatMap(assumption -> assumption.packages().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lemmas that take something for granted. */
    public Set<String> assuming(String assumption) {
        return lemmas.values().stream()
                .filter(lemma -> lemma.assumptions().contains(assumption))
                .map(Lemma::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Lemma lemma(String id) {
        return Optional.ofNullable(lemmas.get(id)).orElseThrow();
    }

    /** The lemmas that use one of the items themselves. */
    public Set<String> leaningOn(Collection<String> touched) {
        Set<String> leaning = new LinkedHashSet<>();
        lemmas.values().stream()
                .filter(lemma -> lemma.uses().stream().anyMatch(touched::contains))
                .forEach(lemma -> leaning.add(lemma.id()));
        return leaning;
    }

    /** These lemmas and all that lean on them, directly or not. */
    public Set<String> upwards(Collection<String> ids) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        lemmas.values()
                .forEach(lemma -> lemma.lemmas()
                        .forEach(used -> users.computeIfAbsent(used, any -> new LinkedHashSet<>())
                                .add(lemma.id())));
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(ids);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (reached.add(next)) {
                open.addAll(users.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    /** The shortest way from a lemma down to one that is looked for; empty if there is none. */
    public List<String> wayDown(String from, Predicate<String> isFound) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        ways.put(from, List.of(from));
        open.add(from);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (isFound.test(next)) {
                return ways.get(next);
            }
            for (String below : lemma(next).lemmas()) {
                if (lemmas.containsKey(below) && !ways.containsKey(below)) {
                    List<String> way = new ArrayList<>(ways.get(next));
                    way.add(below);
                    ways.put(below, List.copyOf(way));
                    open.add(below);
                }
            }
        }
        return List.of();
    }
}
