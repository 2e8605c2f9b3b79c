package next700.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.audit.map.Assumption;
import next700.audit.source.Declaration;
import next700.audit.source.Layout;
import next700.audit.source.Revision;

/**
 * What an audit takes as given, and what a change may have altered all the same: what proofs assume, and the evidence that it
 * goes by. What is weaker there cannot show in the evidence itself, so that the verdict is unknown and says what is missing.
 */
final class Inputs {
    private static final String TLA = ".tla";

    private final Protocol before;
    private final Protocol now;
    private final TestBed bed;
    private final Set<String> changed;

    /**
     * Prepares.
     *
     * @param changed the files that do not say what they said
     */
    Inputs(Protocol before, Protocol now, TestBed bed, Set<String> changed) {
        this.before = before;
        this.now = now;
        this.bed = bed;
        this.changed = changed;
    }

    /** What is otherwise, and what that leaves open. */
    List<Evidence> differences() {
        List<Evidence> found = new ArrayList<>();
        assumptions(found);
        Set<String> said = before.saidIn();
        said.addAll(now.saidIn());
        said.retainAll(changed);
        if (!said.isEmpty()) {
            found.addAll(MapDifferences.of(before.map(), now.map(), this::isDeclared, this::isDefined, this::isCheck));
            found.addAll(ModelDifferences.of(
                    before.models(),
                    now.models(),
                    model -> changed.stream().anyMatch(path -> path.endsWith("/" + model.module() + TLA))));
            found.addAll(FormulaDifferences.of(before, now));
            judges(said, found);
        }
        ofSimulator(before.revision(), now.revision(), changed).ifPresent(found::add);
        return found;
    }

    /** Whether code of which proofs take something for granted is not what it was. */
    static Set<String> ofAssumptions(Protocol now, Set<String> changed) {
        Set<String> paths = new TreeSet<>(changed);
        paths.removeIf(
                path -> !path.endsWith(".java") || !now.map().assumedPackages().contains(Layout.packageOf(path)));
        return paths;
    }

    private void assumptions(List<Evidence> found) {
        for (Assumption assumption : now.map().assumptions().values()) {
            List<String> files = ofAssumptions(now, changed).stream()
                    .filter(path -> assumption.packages().contains(Layout.packageOf(path)))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1))
                    .toList();
            Set<String> leaning = now.map().assuming(assumption.name());
            if (!files.isEmpty() && !leaning.isEmpty()) {
                found.add(new Evidence(
                        Evidence.Kind.ASSUMPTION,
                        assumption.name(),
                        Evidence.Status.UNDECIDED,
                        "\"" + assumption.says()
                                + "\" is taken for granted by models and simulator, and what makes it so was"
                                + " changed: " + String.join(", ", files) + "; " + leaning.size()
                                + " lemmas lean on it, and only"
                                + " the tests of " + String.join(", ", assumption.packages()) + " can tell",
                        0));
            }
        }
    }

    /** Modules that are in no model, such as those by which TLC judges the runs of the code. */
    private void judges(Set<String> said, List<Evidence> found) {
        Set<String> checked = before.modulePaths();
        checked.addAll(now.modulePaths());
        said.stream()
                .filter(path -> path.endsWith(TLA) && !checked.contains(path))
                .forEach(path -> found.add(new Evidence(
                        Evidence.Kind.INPUT,
                        path.substring(path.lastIndexOf('/') + 1),
                        Evidence.Status.UNDECIDED,
                        "was changed, and no model is made of it: if runs of the code are judged by it, nothing tells"
                                + " whether it still refuses what it must",
                        0)));
    }

    /** A new file can only try more; what was changed or is gone may find less. */
    static Optional<Evidence> ofSimulator(Revision base, Revision head, Set<String> changed) {
        List<String> otherwise = changed.stream()
                .filter(path ->
                        head.layout().isOfSimulator(path) && base.files().containsKey(path))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
        return otherwise.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evidence(
                        Evidence.Kind.INPUT,
                        "adversary",
                        Evidence.Status.UNDECIDED,
                        "was changed (" + shortened(otherwise)
                                + "), and judges itself: what it does not find any more, only"
                                + " the tests of the simulator and the guards removed can tell (docs/mutants.md)",
                        0));
    }

    private static String shortened(List<String> names) {
        int shown = 5;
        return String.join(", ", names.subList(0, Math.min(shown, names.size())))
                + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
    }

    private boolean isDeclared(String pattern) {
        return now.code().declarations().stream().anyMatch(declaration -> Protocol.matches(pattern, declaration));
    }

    private boolean isDefined(String operator) {
        return now.specification().find(operator).isPresent();
    }

    private boolean isCheck(String name) {
        Set<String> checks = new LinkedHashSet<>(bed.invariants());
        bed.claims().ifPresent(checks::addAll);
        checks.addAll(Inductions.allClaims(now));
        now.evidence().declarations().stream().map(Declaration::name).forEach(checks::add);
        return checks.contains(name);
    }
}
