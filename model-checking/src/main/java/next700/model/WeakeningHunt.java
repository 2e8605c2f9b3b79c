package next700.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Weakens a specification at every place, one at a time, and looks whether a model that must hold notices: whether it falls, or
 * holds and says nothing, since it no longer reaches what it must. That there are more states, or fewer, is no notice of why.
 */
public final class WeakeningHunt {
    /** So many times the states that a model has are looked at, and some more. */
    private static final long MANY_TIMES = 4;

    private static final long SOME = 10_000;

    private final Specifications specifications;
    private final TlcLimits limits;

    /** What became of a weakened specification. */
    public record Outcome(String id, String place, Kind kind, String what) {}

    /** Whether a model that must hold noticed. */
    public enum Kind {
        NOTICED,
        /** All hold as before. */
        UNNOTICED,
        /** None fell, but not all were decided. */
        UNDECIDED,
        /** It cannot be evaluated, so that nobody would write it. */
        INVALID;

        /** In words. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    WeakeningHunt(Specifications specifications, TlcLimits limits) {
        this.specifications = specifications;
        this.limits = limits;
    }

    /**
     * The weakened specifications of some modules, as tasks.
     *
     * @param chosen the models that may notice; those that must fail, and controls, do not count
     * @param modules which modules to weaken
     */
    public List<Task> tasks(List<Model> chosen, Set<String> modules) {
        List<Model> holding = chosen.stream()
                .filter(model -> model.kind() == Model.Kind.HOLDS
                        && !model.isControl()
                        && model.breaks().isEmpty())
                .sorted(Comparator.comparing(model -> model.states().orElse(Long.MAX_VALUE)))
                .toList();
        Map<String, Weakening> places = new LinkedHashMap<>();
        Map<String, Set<Model>> concerned = new LinkedHashMap<>();
        for (Model model : holding) {
            for (Weakening weakening : Weakener.of(model, specifications, modules)) {
                String key = weakening.line() + " " + weakening.id();
                places.putIfAbsent(key, weakening);
                if (!model.settings().constants().containsKey(weakening.definition())) {
                    concerned.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(model);
                }
            }
        }
        List<Task> tasks = new ArrayList<>();
        places.forEach((key, weakening) ->
                tasks.add(new Task(weakening, List.copyOf(concerned.getOrDefault(key, Set.of())))));
        return tasks;
    }

    /** A weakened specification, and the models that could notice. */
    public final class Task {
        private final Weakening weakening;
        private final List<Model> able;

        private Task(Weakening weakening, List<Model> able) {
            this.weakening = weakening;
            this.able = able;
        }

        /** What is weakened: see {@link Outcome#id}. */
        public String id() {
            return weakening.id();
        }

        /** Runs the models, those with few states first, until one falls. */
        public Outcome run(Consumer<String> progress) {
            Specifications weakened = specifications.replacing(weakening.path(), weakening.text());
            List<String> otherwise = new ArrayList<>();
            boolean isUndecided = false;
            for (Model model : able) {
                progress.accept(weakening.id() + ", " + model.name());
                switch (check(model, weakened)) {
                    case ModelResult.Violated violated -> {
                        return outcome(
                                Kind.NOTICED,
                                model.name() + " violates " + violated.property() + " after "
                                        + violated.counterexample().length() + " states");
                    }
                    case ModelResult.Broken broken -> {
                        return outcome(
                                Kind.INVALID,
                                broken.message().lines().findFirst().orElse(""));
                    }
                    case ModelResult.Unknown unknown -> {
                        isUndecided = true;
                        otherwise.add(model.name() + " " + unknown.reason());
                    }
                    case ModelResult.Holds holds -> {
                        Optional<String> missed = model.reaches().stream()
                                .filter(what -> !holds.hasReached(what))
                                .findFirst();
                        if (missed.isPresent()) {
                            return outcome(Kind.NOTICED, model.name() + " no longer reaches: " + missed.get());
                        }
                        note(model, holds, otherwise);
                    }
                }
            }
            if (able.isEmpty()) {
                otherwise.add("every model replaces it, or none leans on it");
            }
            return outcome(
                    isUndecided ? Kind.UNDECIDED : Kind.UNNOTICED,
                    otherwise.isEmpty() ? "nothing is otherwise" : String.join("; ", otherwise));
        }

        private static void note(Model model, ModelResult.Holds holds, List<String> otherwise) {
            model.states()
                    .filter(states -> states != holds.counts().distinct())
                    .ifPresent(states -> otherwise.add("%s has %,d states instead of %,d"
                            .formatted(model.name(), holds.counts().distinct(), states)));
        }

        private Outcome outcome(Kind kind, String what) {
            return new Outcome(
                    weakening.id(), specifications.shown(weakening.path()) + ":" + weakening.line(), kind, what);
        }
    }

    private ModelResult check(Model model, Specifications weakened) {
        CompletableFuture<Void> enough = new CompletableFuture<>();
        long bound = model.states().map(states -> states * MANY_TIMES + SOME).orElse(Long.MAX_VALUE);
        return new Tlc(weakened, limits, counts -> {
                    if (counts.distinct() > bound) {
                        enough.complete(null);
                    }
                })
                .withProperty("tlc2.TLC.progressInterval", "3")
                .until(enough)
                .check(model);
    }
}
