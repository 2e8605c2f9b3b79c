package next700.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an audit has found so far; its tasks come from several threads. */
final class Findings {
    private final Budget budget;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Refutation> refutations = new ArrayList<>();
    private final List<Refutation> differences = new ArrayList<>();
    private final Set<String> differentModels = new LinkedHashSet<>();
    private boolean isCutShort;

    Findings(Budget budget) {
        this.budget = budget;
    }

    synchronized void add(Evidence found) {
        evidence.add(found);
    }

    /** Says what was not done. What matters leaves the verdict open, unless something was refuted. */
    synchronized void skip(Evidence.Kind kind, String name, Budget why, boolean matters) {
        evidence.add(Evidence.skipped(kind, name, why.reason()));
        isCutShort |= matters && !why.refuted().isDone();
    }

    synchronized void refute(Evidence found, Refutation refutation) {
        evidence.add(found);
        refutations.add(refutation);
        budget.refute();
    }

    /** Specification and code part. */
    synchronized void differ(Refutation difference) {
        differences.add(difference);
    }

    /** A model has other states than before. */
    synchronized void specificationDiffers(String model) {
        differentModels.add(model);
    }

    synchronized List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    synchronized List<Refutation> refutations() {
        return List.copyOf(refutations);
    }

    synchronized List<Refutation> differences() {
        return List.copyOf(differences);
    }

    synchronized Set<String> differentModels() {
        return Set.copyOf(differentModels);
    }

    /** Whether something that matters was left undone or undecided. */
    synchronized boolean isOpen() {
        return isCutShort || evidence.stream().anyMatch(found -> found.status() == Evidence.Status.UNDECIDED);
    }
}
