package next700.audit;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import next700.audit.map.Item;
import next700.audit.map.Lemma;
import next700.audit.map.ProofMap;

/**
 * What a change puts at risk.
 *
 * @param items that it touches
 * @param leaning the lemmas that lean on these themselves
 * @param atRisk these, and all lemmas and properties that lean on them
 */
public record Impact(ProofMap map, List<Change> changes, Set<String> items, Set<String> leaning, Set<String> atRisk) {

    static Impact of(ProofMap map, List<Change> changes) {
        Set<String> items = new TreeSet<>();
        changes.forEach(change -> {
            items.addAll(change.items());
            items.addAll(change.asked());
        });
        items.retainAll(map.items().keySet());
        if (changes.stream().anyMatch(change -> change.reach() == Change.Reach.EVERYTHING)) {
            items.addAll(map.items().keySet());
        }
        Set<String> leaning = map.leaningOn(items);
        return new Impact(map, changes, items, leaning, map.upwards(leaning));
    }

    /** Whether a side was changed in something that the protocol uses. */
    public boolean isChanged(Change.Side side) {
        return changes.stream().anyMatch(change -> change.side() == side && change.reach() != Change.Reach.NOTHING);
    }

    /** The items that a side's changes touch. */
    public Set<String> itemsOf(Change.Side side) {
        Set<String> touched = new LinkedHashSet<>();
        changes.stream().filter(change -> change.side() == side).forEach(change -> {
            touched.addAll(change.items());
            touched.addAll(change.asked());
            if (change.reach() == Change.Reach.EVERYTHING) {
                touched.addAll(map.items().keySet());
            }
        });
        return touched;
    }

    /** What checks the lemmas at risk, in one way. */
    Set<String> checks(Function<Lemma, List<String>> way) {
        Set<String> checks = new LinkedHashSet<>();
        atRisk.forEach(lemma -> checks.addAll(way.apply(map.lemma(lemma))));
        return checks;
    }

    /**
     * From a property that fell, down to the lemma that leans on what was changed: before all on a guard that the code no
     * longer asks; rather on a guard or a part than on a threshold, which many share, or on a step as a whole; and rather on
     * what is different than on what is only asked no longer, or asked now.
     *
     * @param fallen names of the property, in the specification or the simulator, and of what fell on the way there
     */
    List<String> accused(List<String> fallen) {
        Set<String> different = new LinkedHashSet<>();
        changes.forEach(change -> different.addAll(change.items()));
        Set<String> particular = new LinkedHashSet<>(different);
        particular.removeIf(
                id -> map.items().containsKey(id) && map.items().get(id).kind() == Item.Kind.STEP);
        Set<String> dropped = new LinkedHashSet<>();
        changes.stream()
                .filter(change -> change.side() == Change.Side.CODE)
                .forEach(change -> dropped.addAll(change.dropped()));
        dropped.removeIf(
                id -> !map.items().containsKey(id) || map.items().get(id).kind() != Item.Kind.GUARD);
        Set<String> notCounting = new LinkedHashSet<>(particular);
        notCounting.removeIf(
                id -> map.items().containsKey(id) && map.items().get(id).kind() == Item.Kind.THRESHOLD);
        Set<String> itself = new LinkedHashSet<>();
        for (Change change : changes) {
            change.items().stream()
                    .filter(id -> notCounting.contains(id) && !change.dropped().contains(id))
                    .forEach(itself::add);
        }
        return Stream.of(dropped, itself, notCounting, particular, different, items)
                .map(culprits -> wayDown(fallen, culprits))
                .filter(way -> !way.isEmpty())
                .findFirst()
                .orElseGet(() ->
                        isNoLemma(fallen) ? firstLeaningOn(List.of(dropped, notCounting, particular)) : List.of());
    }

    /** Such as that variables have values of their types: that falls with whatever lemma leans on what was changed. */
    private boolean isNoLemma(List<String> fallen) {
        return fallen.stream().allMatch(map.auxiliary()::containsKey);
    }

    private List<String> firstLeaningOn(List<Set<String>> culprits) {
        return culprits.stream()
                .flatMap(items -> map.leaningOn(items).stream())
                .limit(1)
                .toList();
    }

    private List<String> wayDown(List<String> fallen, Set<String> culprits) {
        for (String property : fallen.reversed()) {
            List<String> shortest = lemmasOf(property)
                    .map(lemma -> map.wayDown(
                            lemma, below -> map.lemma(below).uses().stream().anyMatch(culprits::contains)))
                    .filter(way -> !way.isEmpty())
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of());
            if (!shortest.isEmpty()) {
                return fromProperty(fallen.getFirst(), shortest);
            }
        }
        return List.of();
    }

    private Stream<String> lemmasOf(String property) {
        return map.lemmas().values().stream()
                .filter(lemma -> lemma.isCheckedBy(property)
                        || lemma.claims().contains(property)
                        || lemma.inductions().contains(property))
                .map(Lemma::id);
    }

    /** The same from the property that people know, if it needs that lemma. */
    private List<String> fromProperty(String property, List<String> way) {
        return lemmasOf(property)
                .map(lemma -> map.wayDown(lemma, way.getLast()::equals))
                .filter(longer -> !longer.isEmpty())
                .findFirst()
                .orElse(way);
    }
}
