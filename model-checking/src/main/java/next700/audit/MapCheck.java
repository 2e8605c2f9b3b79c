package next700.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import next700.audit.map.Item;
import next700.audit.map.Lemma;
import next700.audit.map.Place;
import next700.audit.map.Problem;
import next700.audit.map.ProofMap;
import next700.audit.source.Declaration;
import next700.model.Model;

/**
 * Whether a proof map is complete and sound as a graph: nothing unproved, nothing dangling, no cycle; every definition of
 * the specification, every step, guard and threshold of the code and all that is checked is in it, or said to be needed by
 * no lemma.
 */
final class MapCheck {
    private final Protocol protocol;
    private final ProofMap map;
    private final TestBed bed;
    private final Set<String> invariants;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> inductive;

    private MapCheck(Protocol protocol, TestBed bed) {
        this.protocol = protocol;
        this.bed = bed;
        this.inductive = Inductions.claims(protocol);
        this.map = protocol.map();
        this.invariants = new LinkedHashSet<>(bed.invariants());
    }

    /** What is wrong with the map of a protocol that is tried like this. */
    static List<Problem> of(Protocol protocol, TestBed bed) {
        MapCheck check = new MapCheck(protocol, bed);
        check.map.lemmas().values().forEach(check::checkLemma);
        check.checkItems();
        check.findCycle();
        check.checkSpecification();
        check.checkPackages();
        check.checkCode();
        check.checkWhatIsChecked();
        return check.problems;
    }

    /** The counting arguments that no map leans on. */
    static List<Problem> unusedClaims(Collection<ProofMap> maps, Collection<String> claims) {
        Set<String> used = maps.stream()
                .flatMap(map -> map.lemmas().values().stream())
                .flatMap(lemma -> lemma.claims().stream())
                .collect(Collectors.toSet());
        return claims.stream()
                .filter(claim -> !used.contains(claim)
                        && maps.stream().noneMatch(map -> map.auxiliary().containsKey(claim)))
                .map(claim -> new Problem(
                        maps.iterator().next().place(), "no proof map leans on the counting argument " + claim))
                .toList();
    }

    /** The protocols that a map is built on, and that have no map. */
    static List<Problem> missingBelow(Collection<ProofMap> maps) {
        Set<String> known = maps.stream().map(ProofMap::protocol).collect(Collectors.toSet());
        return maps.stream()
                .flatMap(map -> map.over().stream()
                        .filter(below -> !known.contains(below))
                        .map(below -> new Problem(
                                map.place(), map.protocol() + " is OVER " + below + ", which has no proof map")))
                .toList();
    }

    private void report(Place place, String message) {
        problems.add(new Problem(place, message));
    }

    private void checkLemma(Lemma lemma) {
        if (lemma.says().isBlank() || lemma.since().isBlank()) {
            report(lemma.place(), lemma.id() + " must say what it claims (SAYS) and why it is so (SINCE)");
        }
        if (lemma.uses().isEmpty() && lemma.lemmas().isEmpty()) {
            report(lemma.place(), lemma.id() + " leans on nothing: it has neither USES nor LEMMAS");
        }
        if (lemma.isProperty()
                && lemma.formulas().isEmpty()
                && lemma.invariants().isEmpty()) {
            report(lemma.place(), lemma.id() + " is checked by nothing: a property has a FORMULA or an INVARIANT");
        }
        if (!lemma.hasEvidence()
                && map.lemmas().values().stream()
                        .noneMatch(user -> user.lemmas().contains(lemma.id()))) {
            report(lemma.place(), lemma.id() + " is neither checked by anything nor used by a lemma that is");
        }
        dangling(lemma, "item", lemma.uses(), map.items().keySet());
        dangling(lemma, "lemma", lemma.lemmas(), map.lemmas().keySet());
        dangling(lemma, "assumption", lemma.assumptions(), map.assumptions().keySet());
        dangling(lemma, "invariant of the simulator", lemma.invariants(), invariants);
        bed.claims().ifPresent(claims -> dangling(lemma, "counting argument", lemma.claims(), claims));
        dangling(lemma, "lemma of an abstract module", lemma.inductions(), Inductions.allClaims(protocol));
        dangling(lemma, "formula checked by a model that must hold", lemma.formulas(), formulasThatHold());
    }

    private void dangling(Lemma lemma, String what, List<String> names, Collection<String> known) {
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        report(lemma.place(), lemma.id() + " names " + name + ", but there is no such " + what));
    }

    private Set<String> formulasThatHold() {
        return protocol.models().stream()
                .filter(model -> model.kind() == Model.Kind.HOLDS)
                .flatMap(model -> model.settings().checked().stream())
                .collect(Collectors.toSet());
    }

    private void checkItems() {
        Set<String> used = new HashSet<>();
        map.lemmas().values().forEach(lemma -> used.addAll(lemma.uses()));
        Set<String> assumed = new HashSet<>();
        map.lemmas().values().forEach(lemma -> assumed.addAll(lemma.assumptions()));
        for (Item item : map.items().values()) {
            boolean isAuxiliary = map.auxiliary().containsKey(item.id());
            if (used.contains(item.id()) == isAuxiliary) {
                report(
                        item.place(),
                        isAuxiliary
                                ? item + " is AUXILIARY, and yet a lemma leans on it"
                                : "no lemma leans on " + item + "; if none needs it, say so with AUXILIARY");
            }
            if (item.operators().isEmpty() && item.why().isBlank()) {
                report(item.place(), item + " has no operator of the specification (SPEC), and does not say why (WHY)");
            }
            if (!item.isAnnotated() && item.code().isEmpty() && item.why().isBlank()) {
                report(item.place(), item + " has no CODE, and does not say why (WHY)");
            }
            for (String operator : item.operators()) {
                if (protocol.specification().find(operator).isEmpty()) {
                    report(item.place(), item + " names " + operator + ", which the specification does not define");
                }
            }
            for (String pattern : item.code()) {
                if (protocol.code().declarations().stream()
                        .noneMatch(declaration -> Protocol.matches(pattern, declaration))) {
                    report(item.place(), item + " names " + pattern + ", which the code does not declare");
                }
            }
            if (item.isAnnotated()
                    && protocol.code().declarations().stream()
                            .noneMatch(
                                    declaration -> declaration.label().stream().anyMatch(item.toString()::equals))) {
                report(item.place(), "no method of the code is annotated as " + item);
            }
        }
        map.assumptions().keySet().stream()
                .filter(assumption -> !assumed.contains(assumption))
                .forEach(assumption -> report(map.place(), "no lemma needs the assumption " + assumption));
    }

    private void findCycle() {
        Set<String> done = new HashSet<>();
        for (String lemma : map.lemmas().keySet()) {
            if (follow(lemma, new LinkedHashSet<>(), done)) {
                return;
            }
        }
    }

    private boolean follow(String id, Set<String> way, Set<String> done) {
        Lemma lemma = map.lemmas().get(id);
        if (lemma == null || done.contains(id)) {
            return false;
        }
        if (!way.add(id)) {
            List<String> circle = new ArrayList<>(way);
            circle.subList(0, circle.indexOf(id)).clear();
            circle.add(id);
            report(lemma.place(), "the proof goes in a circle: " + String.join(" needs ", circle));
            return true;
        }
        for (String below : lemma.lemmas()) {
            if (follow(below, way, done)) {
                return true;
            }
        }
        way.remove(id);
        done.add(id);
        return false;
    }

    /** What a formula of the map, or what is auxiliary, is made of, is accounted for as well. */
    private void checkSpecification() {
        Set<String> cited = new TreeSet<>(map.auxiliary().keySet());
        map.lemmas().values().forEach(lemma -> cited.addAll(lemma.formulas()));
        for (Declaration definition : protocol.specification().declarations()) {
            boolean isAccountedFor = !protocol.specification()
                            .nearestUsers(definition.name(), user -> isNamed(user) || cited.contains(user.name()))
                            .isEmpty()
                    || !protocol.specification()
                            .nearestUsed(definition.name(), this::isNamed)
                            .isEmpty();
            if (!isAccountedFor) {
                report(
                        new Place(definition.path(), definition.line()),
                        "nothing in " + map.place().path() + " leans on " + definition.name()
                                + ", and it is not AUXILIARY there");
            }
        }
    }

    private boolean isNamed(Declaration definition) {
        return !protocol.itemsOfOperator(definition).isEmpty();
    }

    private void checkPackages() {
        protocol.packagesBelow(bed.packages()).stream()
                .filter(name -> !map.allPackages().contains(name))
                .forEach(name -> report(
                        map.place(),
                        "the package " + name
                                + " is the protocol's, and no lemma can speak of it: name it under CODE"));
    }

    private void checkCode() {
        for (Declaration declaration : protocol.code().declarations()) {
            Place place = new Place(declaration.path(), declaration.line());
            if (declaration.label().isPresent()
                    && protocol.reachableCode().contains(declaration.name())
                    && protocol.itemsOfCode(declaration).isEmpty()) {
                report(
                        place,
                        "no " + declaration.label().get() + " in " + map.place().path());
            }
            if (isToBeAsked(declaration) && !protocol.code().isUsed(declaration.name())) {
                report(
                        place,
                        "nobody asks " + declaration.label().get() + ", so that what leans on it leans on nothing");
            }
        }
    }

    /** Whoever receives a message takes a step; a guard or a threshold does nothing unless a step asks it. */
    private boolean isToBeAsked(Declaration declaration) {
        return declaration.label().filter(label -> !label.startsWith("step ")).isPresent()
                && !protocol.itemsOfCode(declaration).isEmpty();
    }

    private void checkWhatIsChecked() {
        Set<String> formulas = new HashSet<>(map.auxiliary().keySet());
        Set<String> ids = new HashSet<>(map.auxiliary().keySet());
        map.lemmas().values().forEach(lemma -> {
            formulas.addAll(lemma.formulas());
            ids.addAll(lemma.invariants());
        });
        for (Model model : protocol.models()) {
            model.settings().checked().stream()
                    .filter(formula -> !formulas.contains(formula))
                    .forEach(formula -> report(
                            new Place(model.place().file(), model.place().line()),
                            "no lemma in " + map.place().path() + " has the FORMULA " + formula));
        }
        Set<String> proved = new HashSet<>(map.auxiliary().keySet());
        map.lemmas().values().forEach(lemma -> proved.addAll(lemma.inductions()));
        inductive.stream()
                .filter(name -> !proved.contains(name))
                .forEach(name ->
                        report(map.place(), "no lemma has the INDUCTION " + name + ", and it is not AUXILIARY"));
        invariants.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> report(map.place(), "no lemma has the INVARIANT " + id + ", and it is not AUXILIARY"));
    }
}
