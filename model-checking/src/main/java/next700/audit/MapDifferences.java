package next700.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import next700.audit.map.Assumption;
import next700.audit.map.Item;
import next700.audit.map.Lemma;
import next700.audit.map.ProofMap;

/**
 * What a proof map says otherwise than before. The audit goes by the map as it is now, so that whoever deletes a dependency
 * there would delete what is to be looked at. So whatever a map has lost although it still exists, and every claim and
 * argument that reads otherwise, waits for a person.
 */
final class MapDifferences {
    private final ProofMap before;
    private final ProofMap now;
    private final List<Evidence> found = new ArrayList<>();

    private MapDifferences(ProofMap before, ProofMap now) {
        this.before = before;
        this.now = now;
    }

    /**
     * The differences between two versions of a map.
     *
     * @param code whether the code declares what a pattern of the map names
     * @param operator whether the specification defines it
     * @param check whether there is such a formula, invariant, counting argument or lemma of an abstract module
     */
    static List<Evidence> of(
            ProofMap before,
            ProofMap now,
            Predicate<String> code,
            Predicate<String> operator,
            Predicate<String> check) {
        MapDifferences differences = new MapDifferences(before, now);
        differences.compareProtocols();
        before.assumptions().values().forEach(differences::compareAssumption);
        before.items().values().forEach(item -> differences.compareItem(item, code, operator));
        before.lemmas().values().forEach(lemma -> differences.compareLemma(lemma, check));
        return differences.found;
    }

    private void compareProtocols() {
        lost(before.protocol(), "SPEC", before.modules(), now.modules(), any -> true);
        lost(before.protocol(), "CODE or SHARED", before.allPackages(), now.allPackages(), any -> true);
        lost(before.protocol(), "OVER", before.over(), now.over(), any -> true);
    }

    private void compareAssumption(Assumption was) {
        Assumption is = now.assumptions().get(was.name());
        if (is != null) {
            reads("assumption " + was.name(), "SAYS", was.says(), is.says());
            lost("assumption " + was.name(), "CODE", was.packages(), is.packages(), any -> true);
        }
    }

    private void compareItem(Item was, Predicate<String> code, Predicate<String> operator) {
        Item is = now.items().get(was.id());
        if (is != null) {
            lost(was.toString(), "SPEC", was.operators(), is.operators(), operator);
            lost(was.toString(), "CODE", was.code(), is.code(), code);
        } else if (was.code().stream().anyMatch(code)
                || was.operators().stream().anyMatch(operator)) {
            open(was.toString(), "is not in the proof map any more, and what rendered it is still there");
        }
    }

    private void compareLemma(Lemma was, Predicate<String> check) {
        Lemma is = now.lemmas().get(was.id());
        String name = (was.isProperty() ? "property " : "lemma ") + was.id();
        if (is == null) {
            open(name, "is not in the proof map any more, so that nobody claims it");
            return;
        }
        reads(name, "SAYS", was.says(), is.says());
        reads(name, "SINCE", was.since(), is.since());
        lost(name, "USES", was.uses(), is.uses(), now.items()::containsKey);
        lost(name, "LEMMAS", was.lemmas(), is.lemmas(), now.lemmas()::containsKey);
        lost(name, "ASSUMES", was.assumptions(), is.assumptions(), now.assumptions()::containsKey);
        checks(name, "FORMULA", Lemma::formulas, was, is, check);
        checks(name, "INVARIANT", Lemma::invariants, was, is, check);
        checks(name, "CLAIM", Lemma::claims, was, is, check);
        checks(name, "INDUCTION", Lemma::inductions, was, is, check);
        if (was.isProperty() && !is.isProperty()) {
            open(name, "is only a lemma now, which users do not rely on");
        }
    }

    private void checks(
            String name,
            String field,
            Function<Lemma, List<String>> way,
            Lemma was,
            Lemma is,
            Predicate<String> check) {
        lost(name, field, way.apply(was), way.apply(is), check);
    }

    /** What is named no longer. Where it is gone itself, a map must not name it. */
    private void lost(
            String name, String field, Collection<String> was, Collection<String> is, Predicate<String> exists) {
        List<String> missing = was.stream()
                .filter(each -> !is.contains(each) && exists.test(each))
                .toList();
        if (!missing.isEmpty()) {
            open(
                    name,
                    "does not name " + String.join(", ", missing) + " under " + field
                            + " any more, so that the audit does not follow it there");
        }
    }

    private void reads(String name, String field, String was, String is) {
        if (!was.equals(is)) {
            open(
                    name,
                    "reads otherwise under " + field + ", and no machine can tell whether what it says is so: \"" + is
                            + "\", and it was \"" + was + "\"");
        }
    }

    private void open(String name, String what) {
        found.add(new Evidence(Evidence.Kind.INPUT, name, Evidence.Status.UNDECIDED, what, 0));
    }
}
