package next700.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
        changes.forEach(change -> items.addAll(change.items()));
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
     * From a property that fell, down to the lemma that leans on what was changed.
     *
     * @param fallen names of the property, in the specification or the simulator
     */
    List<String> accused(List<String> fallen) {
        List<String> shortest = List.of();
        for (String property : fallen) {
            for (Lemma lemma : map.lemmas().values()) {
                if (lemma.isCheckedBy(property)) {
                    List<String> way = map.wayDown(lemma.id(), items);
                    boolean isBetter = !way.isEmpty() && (shortest.isEmpty() || way.size() < shortest.size());
                    shortest = isBetter ? way : shortest;
                }
            }
            if (!shortest.isEmpty()) {
                return shortest;
            }
        }
        return shortest;
    }
}
