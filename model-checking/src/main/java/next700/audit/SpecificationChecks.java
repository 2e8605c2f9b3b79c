package next700.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import next700.audit.map.Item;
import next700.audit.map.Lemma;
import next700.model.Model;
import next700.model.ModelResult;
import next700.model.Settings;
import next700.model.Specifications;
import next700.model.Tlc;
import next700.model.TlcLimits;

/** Runs the models that a change of the specification concerns, and says what they mean for it. */
final class SpecificationChecks {

    /** TLC counts states aloud every so many seconds. */
    private static final String PROGRESS_INTERVAL = "tlc2.TLC.progressInterval";

    private static final String PROGRESS_SECONDS = "3";
    private static final long MANY_TIMES = 5;

    /** In how many models a bound is taken away that hides a change. */
    private static final int UNBOUND = 2;

    /** What TLC gets through in some ten seconds: so many states are worth their time whenever there is any. */
    private static final long SMALL_STATES = 8_000;

    /** Where bounds are taken away nobody knows how many states there are: after so many, some forty seconds, TLC gives up. */
    private static final long PROBED_STATES = 100_000;

    private final Protocol base;
    private final Protocol head;
    private final Impact impact;
    private final AuditOptions options;
    private final Budget budget;
    private final Findings findings;
    private final Map<String, Model> before = new HashMap<>();
    private final Specifications specifications;

    SpecificationChecks(
            Protocol base, Protocol head, Impact impact, AuditOptions options, Budget budget, Findings findings) {
        this.base = base;
        this.head = head;
        this.impact = impact;
        this.options = options;
        this.budget = budget;
        this.findings = findings;
        this.specifications = Protocol.specifications(head.revision());
        base.models().forEach(model -> before.put(model.name(), model));
    }

    /** A task for each model that the change concerns, those with few states first; the others are said to be skipped. */
    List<Runnable> tasks() {
        Predicate<Model> isConcerned = model -> isChanged(model) || concerns(model);
        List<Model> chosen = new ArrayList<>();
        for (Model model : head.models()) {
            if (model.isControl()) {
                continue; // It is run with the model whose control it is (probe), if that is concerned.
            }
            if (!isConcerned.test(model)) {
                findings.add(
                        Evidence.skipped(kind(model), model.name(), "it checks no lemma that leans on the change"));
            } else if (isExpected(model) || isSmall(model)) {
                chosen.add(model);
            } else {
                findings.add(Evidence.skipped(kind(model), model.name(), "it is run on demand (--deep)"));
            }
        }
        chosen.sort(Comparator.comparing(model -> model.states().orElse(0L)));
        List<Runnable> tasks = new ArrayList<>();
        chosen.stream()
                .filter(model -> model.kind() == Model.Kind.HOLDS && isExpected(model))
                .forEach(model -> tasks.add(() -> run(model)));
        List<Model> concerned = chosen.stream()
                .filter(model -> model.kind() == Model.Kind.HOLDS && concerns(model))
                .toList();
        Set<String> hidden = hidden(concerned);
        if (!hidden.isEmpty()) {
            concerned.stream().limit(UNBOUND).forEach(model -> tasks.add(() -> unbound(model, hidden)));
        }
        head.models().stream()
                .filter(model -> model.kind() == Model.Kind.MUST_FAIL && concerns(model))
                .sorted(Comparator.comparing(Model::size))
                .forEach(model -> tasks.add(() -> probe(model)));
        chosen.stream()
                .filter(model -> model.kind() == Model.Kind.HOLDS && !isExpected(model))
                .forEach(model -> tasks.add(() -> run(model)));
        chosen.stream()
                .filter(model -> model.kind() == Model.Kind.MUST_FAIL)
                .forEach(model -> tasks.add(() -> run(model)));
        return tasks;
    }

    /** Whether a verdict must have it. */
    private boolean isExpected(Model model) {
        return model.isFast() || options.deep();
    }

    private static boolean isSmall(Model model) {
        return model.states().filter(states -> states <= SMALL_STATES).isPresent();
    }

    /**
     * The bounds of a model that must fail are those in which the absence of what it replaces shows. So the changed
     * specification is run within them, with nothing replaced.
     */
    private void probe(Model model) {
        String name = model.name() + ", nothing replaced";
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.MODEL, name, budget, false);
            return;
        }
        long start = System.nanoTime();
        ModelResult result = tlc(specifications, budget.left(), PROBED_STATES).check(model, model.unbroken());
        double seconds = (System.nanoTime() - start) / 1e9;
        switch (result) {
            case ModelResult.Violated violated ->
                refute(
                        model,
                        name,
                        violated,
                        "In the model that shows what is lost where this is missing (" + model.claim() + ")",
                        seconds);
            case ModelResult.Holds holds ->
                findings.add(new Evidence(
                        Evidence.Kind.MODEL,
                        name,
                        Evidence.Status.SUPPORTS,
                        "holds, %,d states".formatted(holds.counts().distinct()),
                        seconds));
            case ModelResult.Unknown unknown ->
                findings.add(Evidence.skipped(
                        Evidence.Kind.MODEL, name, unknown.reason() + " after " + unknown.counts() + ", nothing fell"));
            case ModelResult.Broken broken ->
                findings.add(Evidence.skipped(
                        Evidence.Kind.MODEL,
                        name,
                        "cannot be evaluated: "
                                + broken.message().lines().findFirst().orElse("")));
        }
    }

    /**
     * The operators that were changed, and that every model concerned replaces by a bound, so that none sees the change. Only
     * with it taken away can TLC tell whether it matters.
     */
    private Set<String> hidden(List<Model> concerned) {
        Set<String> hidden = new LinkedHashSet<>();
        impact.changes().stream()
                .filter(change -> change.side() == Change.Side.SPECIFICATION)
                .map(Change::name)
                .filter(name -> !concerned.isEmpty()
                        && concerned.stream()
                                .allMatch(model ->
                                        model.settings().substitutions().containsKey(name)))
                .forEach(hidden::add);
        return hidden;
    }

    /** Runs a model without some of its bounds on both specifications, and compares. */
    private void unbound(Model model, Set<String> bounds) {
        String name = model.name() + ", " + String.join(", ", bounds) + " not replaced";
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.MODEL, name, budget, true);
            return;
        }
        long start = System.nanoTime();
        Settings unbound = model.settings().without(bounds);
        ModelResult then = tlc(Protocol.specifications(base.revision()), budget.left(), PROBED_STATES)
                .check(model, unbound);
        ModelResult now = tlc(specifications, budget.left(), PROBED_STATES).check(model, unbound);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (now instanceof ModelResult.Violated violated && !(then instanceof ModelResult.Violated)) {
            refute(model, name, violated, "In a model, with a bound taken away that hides the change", seconds);
        } else if (then instanceof ModelResult.Holds before && now instanceof ModelResult.Holds after) {
            boolean isSame = before.counts().distinct() == after.counts().distinct();
            if (!isSame) {
                findings.specificationDiffers(name);
            }
            findings.add(new Evidence(
                    Evidence.Kind.MODEL,
                    name,
                    Evidence.Status.SUPPORTS,
                    isSame
                            ? "holds, %,d states as before"
                                    .formatted(after.counts().distinct())
                            : "holds, %,d states, where there were %,d"
                                    .formatted(
                                            after.counts().distinct(),
                                            before.counts().distinct()),
                    seconds));
        } else if (!budget.refuted().isDone()) {
            findings.add(new Evidence(
                    Evidence.Kind.MODEL,
                    name,
                    Evidence.Status.UNDECIDED,
                    "TLC comes to no end without it, and with it does not see the change",
                    seconds));
        }
    }

    /** TLC, until something is refuted, or there are more states than are worth waiting for. */
    @SuppressWarnings("FutureReturnValueIgnored") // What is returned is never asked.
    private Tlc tlc(Specifications of, Duration limit, long states) {
        CompletableFuture<Void> enough = new CompletableFuture<>();
        return new Tlc(of, new TlcLimits(1, options.heapMebibytes(), limit), counts -> {
                    if (counts.distinct() > states) {
                        enough.complete(null);
                    }
                })
                .withProperty(PROGRESS_INTERVAL, PROGRESS_SECONDS)
                .until(CompletableFuture.anyOf(budget.refuted(), enough));
    }

    /** A model that has many times the states that it had will not end soon; what can be said of it is known by then. */
    private static long enough(Model model) {
        return model.states().map(states -> states * MANY_TIMES + SMALL_STATES).orElse(Long.MAX_VALUE);
    }

    private static Evidence.Kind kind(Model model) {
        return model.kind() == Model.Kind.HOLDS ? Evidence.Kind.MODEL : Evidence.Kind.BROKEN_MODEL;
    }

    /** Whether the model itself is not what it was. */
    private boolean isChanged(Model model) {
        Model old = before.get(model.name());
        boolean sameModule = impact.changes().stream()
                .filter(change -> change.side() == Change.Side.EVIDENCE)
                .noneMatch(change -> change.path().endsWith("/" + model.module() + ".tla"));
        return old == null || !old.settings().equals(model.settings()) || !sameModule;
    }

    private boolean concerns(Model model) {
        if (!impact.isChanged(Change.Side.SPECIFICATION)) {
            return false;
        }
        if (model.kind() == Model.Kind.HOLDS) {
            Set<String> formulas = impact.checks(Lemma::formulas);
            return model.settings().checked().stream().anyMatch(formulas::contains);
        }
        return model.breaks().stream().anyMatch(touchedOperators()::contains);
    }

    private Set<String> touchedOperators() {
        Set<String> operators = new LinkedHashSet<>();
        impact.itemsOf(Change.Side.SPECIFICATION).stream()
                .map(id -> head.map().items().get(id))
                .filter(Objects::nonNull)
                .map(Item::operators)
                .forEach(operators::addAll);
        return operators;
    }

    private void run(Model model) {
        if (budget.isUp()) {
            findings.skip(kind(model), model.name(), budget, model.kind() == Model.Kind.HOLDS && isExpected(model));
            return;
        }
        long start = System.nanoTime();
        ModelResult result = tlc(specifications, budget.left(), enough(model)).check(model);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (model.kind() == Model.Kind.HOLDS) {
            judge(model, result, seconds);
        } else {
            judgeBroken(model, result, seconds);
        }
    }

    private void judge(Model model, ModelResult result, double seconds) {
        switch (result) {
            case ModelResult.Holds holds -> judgeHolding(model, holds, seconds);
            case ModelResult.Violated violated ->
                refute(model, model.name(), violated, "In a model that held", seconds);
            case ModelResult.Broken broken ->
                findings.refute(
                        new Evidence(
                                Evidence.Kind.MODEL,
                                model.name(),
                                Evidence.Status.REFUTES,
                                "cannot be evaluated",
                                seconds),
                        new Refutation(
                                "TLC, model " + model.name(),
                                List.of(),
                                "The specification cannot be evaluated as it is now"
                                        + broken.location()
                                                .map(location -> ", at " + location)
                                                .orElse("") + ".",
                                "What TLC says",
                                broken.message(),
                                "",
                                List.of()));
            case ModelResult.Unknown unknown -> {
                boolean isLarger = !isChanged(model) && hasMoreStates(model, unknown);
                if (isLarger) {
                    findings.specificationDiffers(model.name());
                }
                if (budget.refuted().isDone() || !isExpected(model)) {
                    findings.skip(Evidence.Kind.MODEL, model.name(), budget, false);
                } else {
                    findings.add(new Evidence(
                            Evidence.Kind.MODEL,
                            model.name(),
                            Evidence.Status.UNDECIDED,
                            isLarger
                                    ? "nothing fell in %s, where there were %,d states in all"
                                            .formatted(
                                                    unknown.counts(),
                                                    model.states().orElseThrow())
                                    : unknown.reason() + ", after " + unknown.counts(),
                            seconds));
                }
            }
        }
    }

    /** Whether it is known, before TLC has come to its end, that there are more states than there were. */
    private static boolean hasMoreStates(Model model, ModelResult.Unknown unknown) {
        return model.states()
                .filter(states -> unknown.counts().distinct() > states)
                .isPresent();
    }

    private void refute(Model model, String name, ModelResult.Violated violated, String context, double seconds) {
        List<String> fallen =
                violated.property().equals(ModelResult.TEMPORAL) ? temporal(model) : List.of(violated.property());
        int length = violated.counterexample().length();
        findings.refute(
                new Evidence(
                        Evidence.Kind.MODEL,
                        name,
                        Evidence.Status.REFUTES,
                        "violates " + violated.property() + " after " + length + " states",
                        seconds),
                new Refutation(
                        "TLC, model " + name,
                        fallen,
                        context + ": the specification, as it is now, has a behaviour of " + length
                                + " states that violates " + String.join(" or ", fallen) + ".",
                        "The behaviour: each step with its action, and what it changed",
                        violated.counterexample().toString(),
                        name.equals(model.name())
                                ? "./next700 model " + model.protocol() + " --only=" + model.name()
                                : "",
                        impact.accused(fallen)));
    }

    /** TLC does not say which temporal property it was; a model has one, or few. */
    private List<String> temporal(Model model) {
        Set<String> temporal = new LinkedHashSet<>(model.settings().checked());
        temporal.removeIf(formula -> head.evidence()
                .find(formula)
                .filter(definition -> definition.meaning().contains("~>"))
                .isEmpty());
        return List.copyOf(temporal);
    }

    private void judgeHolding(Model model, ModelResult.Holds holds, double seconds) {
        List<String> missed =
                model.reaches().stream().filter(name -> !holds.hasReached(name)).toList();
        long states = holds.counts().distinct();
        Model old = before.get(model.name());
        boolean isSame = old == null || old.states().isEmpty() || old.states().get() == states || isChanged(model);
        String counted = isSame
                ? "%,d states".formatted(states)
                : "%,d states, where there were %,d"
                        .formatted(states, old.states().get());
        if (!missed.isEmpty()) {
            findings.add(new Evidence(
                    Evidence.Kind.MODEL,
                    model.name(),
                    Evidence.Status.UNDECIDED,
                    "holds, but says little: it never reaches " + String.join(", nor ", missed) + "; " + counted,
                    seconds));
            findings.specificationDiffers(model.name());
            return;
        }
        if (!isSame) {
            findings.specificationDiffers(model.name());
        }
        findings.add(new Evidence(
                Evidence.Kind.MODEL, model.name(), Evidence.Status.SUPPORTS, "holds, " + counted, seconds));
    }

    private void judgeBroken(Model model, ModelResult result, double seconds) {
        String outcome = switch (result) {
            case ModelResult.Violated violated ->
                "violates " + violated.property() + " after "
                        + violated.counterexample().length() + " states, as it must";
            case ModelResult.Holds holds ->
                "no longer fails: without what it replaces ("
                        + String.join(", ", new TreeSet<>(model.breaks()))
                        + ") nothing falls now, so that the proof may not need it any more";
            case ModelResult.Unknown unknown -> "undecided: " + unknown.reason();
            case ModelResult.Broken broken ->
                "cannot be evaluated: " + broken.message().lines().findFirst().orElse("");
        };
        findings.add(new Evidence(
                Evidence.Kind.BROKEN_MODEL,
                model.name(),
                result instanceof ModelResult.Violated ? Evidence.Status.SUPPORTS : Evidence.Status.NOTE,
                outcome,
                seconds));
    }
}
