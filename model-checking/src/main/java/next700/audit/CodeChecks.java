package next700.audit;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.audit.map.Item;
import next700.audit.map.Lemma;
import next700.audit.source.Declaration;

/** Tries the code as a change concerns it: adversary, guards removed, counting arguments, traces. */
final class CodeChecks {
    /** Between slices of the adversary's runs it looks whether there is a reason to go on. */
    private static final long SLICE_RUNS = 2_000;

    /** Of the budget, that a run of the adversary between two looks at the others takes at most: 4 s of two minutes. */
    private static final int SLICES = 30;

    private final Protocol head;
    private final Impact impact;
    private final TestBed bed;
    private final AuditOptions options;
    private final Budget budget;
    private final Findings findings;

    CodeChecks(Protocol head, Impact impact, TestBed bed, AuditOptions options, Budget budget, Findings findings) {
        this.head = head;
        this.impact = impact;
        this.bed = bed;
        this.options = options;
        this.budget = budget;
        this.findings = findings;
    }

    void count() {
        Set<String> names = impact.checks(Lemma::claims);
        if (names.isEmpty()) {
            return;
        }
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.COUNTING, String.join(", ", names), budget, true);
            return;
        }
        long start = System.nanoTime();
        for (TestBed.Count count : bed.count(names)) {
            Evidence.Status status = count.isProved()
                    ? Evidence.Status.SUPPORTS
                    : count.isRefuted() ? Evidence.Status.REFUTES : Evidence.Status.UNDECIDED;
            Evidence found = new Evidence(
                    Evidence.Kind.COUNTING,
                    count.name(),
                    status,
                    count.isProved() ? "proved for every f" : count.explanation(),
                    seconds(start));
            if (count.isRefuted()) {
                findings.refute(found, refutation(count));
            } else {
                findings.add(found);
            }
        }
    }

    private Refutation refutation(TestBed.Count count) {
        return new Refutation(
                "Z3, counting argument " + count.name(),
                List.of(count.name()),
                count.statement() + " That is not so any more.",
                "A counter-model",
                count.explanation(),
                "./next700 model " + head.map().protocol(),
                impact.accused(List.of(count.name())));
    }

    void explore() {
        long start = System.nanoTime();
        long runs = 0;
        Map<String, Long> reached = new TreeMap<>();
        TestBed.Trial aimed = budget.isUp() ? new TestBed.Trial(0, Map.of(), List.of()) : bed.aim(touchedGuards());
        if (!aimed.falls().isEmpty()) {
            refute(aimed.falls().getFirst(), aimed.runs(), seconds(start));
            return;
        }
        Duration most = options.budget().multipliedBy(2).dividedBy(5);
        for (int slice = 0; runs < options.runs(); slice++) {
            boolean isEnough = System.nanoTime() - start > most.toNanos();
            if (budget.isUp() || isEnough) {
                break;
            }
            TestBed.Trial trial = bed.explore(
                    slice,
                    Math.min(SLICE_RUNS, options.runs() - runs),
                    budget.atMost(options.budget().dividedBy(SLICES)));
            runs += trial.runs();
            trial.reached().forEach((name, count) -> reached.merge(name, count, Long::sum));
            if (!trial.falls().isEmpty()) {
                refute(trial.falls().getFirst(), runs, seconds(start));
                return;
            }
        }
        Set<String> missed = reached.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String scale = String.format(Locale.ROOT, "%,d runs", runs);
        if (runs == 0 || (budget.isUp() && budget.refuted().isDone())) {
            findings.skip(Evidence.Kind.ADVERSARY, bed.protocol(), budget, true);
        } else if (missed.isEmpty()) {
            findings.add(new Evidence(
                    Evidence.Kind.ADVERSARY,
                    bed.protocol(),
                    Evidence.Status.SUPPORTS,
                    scale + ", nothing fell, and all that must be reached was",
                    seconds(start)));
        } else {
            findings.add(new Evidence(
                    Evidence.Kind.ADVERSARY,
                    bed.protocol(),
                    Evidence.Status.UNDECIDED,
                    scale + ", nothing fell, but none reached that " + String.join(", nor that ", missed),
                    seconds(start)));
        }
    }

    private void refute(TestBed.Fall fall, long runs, double seconds) {
        List<String> fallen =
                Stream.of(fall.property(), fall.first()).distinct().toList();
        findings.refute(
                new Evidence(
                        Evidence.Kind.ADVERSARY,
                        bed.protocol(),
                        Evidence.Status.REFUTES,
                        String.format(Locale.ROOT, "%s fell within %,d runs", fall.property(), runs),
                        seconds),
                new Refutation(
                        "the adversary, in the code",
                        fallen,
                        fall.explanation(),
                        "The schedule, " + fall.size() + "; each step with its TLA+ action",
                        fall.story(),
                        fall.replay(),
                        impact.accused(fallen)));
    }

    /** Looks whether a MAC or a signature no longer covers what it did; that takes no time. */
    void cover(List<Coverage.Loss> losses) {
        for (Coverage.Loss loss : losses) {
            findings.add(new Evidence(
                    Evidence.Kind.COVERAGE,
                    loss.message(),
                    Evidence.Status.DIFFERS,
                    "what authenticates it no longer covers its field " + loss.field(),
                    0));
            findings.differ(new Refutation(
                    "comparing what MACs and signatures cover",
                    List.of(),
                    "In the code " + loss.message() + " can be altered in its field " + loss.field()
                            + " on the way, by anybody, and still verifies as its sender's; the specification takes a"
                            + " message to be its sender's as a whole. If nothing else is said below, no schedule was"
                            + " found in which that does harm.",
                    "Where",
                    loss.change().path() + ":" + loss.change().line(),
                    "",
                    leaningOn(loss.change())));
        }
    }

    /** A lemma that leans on what the change touches: on a guard, which verifies what was made elsewhere, if there is one. */
    private List<String> leaningOn(Change change) {
        Set<String> guards = new LinkedHashSet<>(change.items());
        guards.removeIf(id ->
                head.map().items().get(id) == null || head.map().items().get(id).kind() != Item.Kind.GUARD);
        return Stream.of(guards, change.items())
                .flatMap(items -> head.map().leaningOn(items).stream())
                .limit(1)
                .toList();
    }

    /** Removes the guards that the change touches, and those that a step which it touches asks. */
    List<Runnable> removals() {
        Set<String> concerned = touchedGuards();
        for (Map.Entry<String, String> kept : bed.kept().entrySet()) {
            Item item = head.map().items().get(kept.getKey());
            if (item != null && impact.itemsOf(Change.Side.CODE).contains(item.id())) {
                unnoticed(item.toString(), "was changed, and its loss is not noticed: " + kept.getValue(), 0);
            }
        }
        return removals(concerned::contains);
    }

    /** Removes every guard: an adversary that was changed must notice all that it noticed. */
    List<Runnable> allRemovals() {
        return removals(any -> true);
    }

    private List<Runnable> removals(Predicate<String> which) {
        return new LinkedHashSet<>(bed.guards())
                .stream()
                        .filter(which)
                        .<Runnable>map(guard -> () -> remove(guard))
                        .toList();
    }

    /** Counting arguments speak of sizes; code that asks another size now is none of which they speak. */
    void sizes() {
        for (Change change : impact.changes()) {
            for (String id : change.dropped()) {
                Item item = head.map().items().get(id);
                if (change.side() == Change.Side.CODE && item != null && item.kind() == Item.Kind.THRESHOLD) {
                    Set<String> claims = new LinkedHashSet<>();
                    head.map()
                            .leaningOn(Set.of(id))
                            .forEach(lemma ->
                                    claims.addAll(head.map().lemma(lemma).claims()));
                    unnoticedSize(change, item, claims);
                }
            }
        }
    }

    private void unnoticedSize(Change change, Item size, Set<String> claims) {
        findings.add(new Evidence(
                Evidence.Kind.COUNTING,
                size.toString(),
                Evidence.Status.UNDECIDED,
                change.name() + " does not ask this size any more"
                        + (claims.isEmpty()
                                ? ""
                                : ", of which " + String.join(", ", claims)
                                        + " speak: what is proved for every f is not about what it asks now"),
                0));
    }

    private void unnoticed(String guard, String why, double seconds) {
        findings.add(new Evidence(Evidence.Kind.REMOVAL, guard, Evidence.Status.UNDECIDED, why, seconds));
    }

    private Set<String> touchedGuards() {
        Set<String> concerned = new LinkedHashSet<>();
        for (String id : impact.itemsOf(Change.Side.CODE)) {
            Item item = head.map().items().get(id);
            if (item != null) {
                concerned.add(item.toString());
                if (item.kind() == Item.Kind.STEP) {
                    concerned.addAll(askedBy(item));
                }
            }
        }
        return concerned;
    }

    private Set<String> askedBy(Item step) {
        Set<String> guards = new LinkedHashSet<>();
        for (Declaration declaration : head.code().declarations()) {
            if (head.itemsOfCode(declaration).contains(step.id())) {
                for (String used : declaration.uses()) {
                    head.code().nearestUsed(used, other -> other.label().isPresent()).stream()
                            .flatMap(name -> head.code().find(name).stream())
                            .flatMap(found -> found.label().stream())
                            .forEach(guards::add);
                }
            }
        }
        return guards;
    }

    private void remove(String guard) {
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.REMOVAL, guard, budget, false);
            return;
        }
        long start = System.nanoTime();
        TestBed.Removal removal = bed.remove(guard, options.removalRuns());
        if (removal.isNoticed()) {
            findings.add(new Evidence(
                    Evidence.Kind.REMOVAL,
                    guard,
                    Evidence.Status.SUPPORTS,
                    String.format(Locale.ROOT, "%s falls without it, in run %,d", removal.property(), removal.runs()),
                    seconds(start)));
        } else {
            unnoticed(
                    guard,
                    String.format(
                            Locale.ROOT,
                            "nothing fell without it in %,d runs: the code may not need it any more, or the adversary"
                                    + " not see it; so the adversary's silence on what was changed of it says nothing",
                            removal.runs()),
                    seconds(start));
        }
    }

    void replay() {
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.TRACES, bed.protocol(), budget, true);
            return;
        }
        long start = System.nanoTime();
        Optional<TestBed.Traces> replayed = bed.replay(
                Protocol.specifications(head.revision()),
                options.traces(),
                budget.atMost(options.budget().multipliedBy(3).dividedBy(4)));
        if (replayed.isEmpty()) {
            findings.add(Evidence.skipped(
                    Evidence.Kind.TRACES, bed.protocol(), "its specification has no words for recorded runs"));
            return;
        }
        TestBed.Traces traces = replayed.get();
        String scale = String.format(Locale.ROOT, "%d accepted with %,d steps", traces.accepted(), traces.steps());
        if (!traces.refusals().isEmpty()) {
            TestBed.Refusal first = traces.refusals().stream()
                    .min(Comparator.comparingInt(refusal -> refusal.story().length()))
                    .orElseThrow();
            findings.add(new Evidence(
                    Evidence.Kind.TRACES,
                    bed.protocol(),
                    Evidence.Status.DIFFERS,
                    scale + ", " + traces.refusals().size() + " refused, at "
                            + traces.refusals().stream()
                                    .collect(Collectors.groupingBy(
                                            TestBed.Refusal::step, TreeMap::new, Collectors.counting())),
                    seconds(start)));
            findings.differ(new Refutation(
                    "TLC, replaying what the code did",
                    List.of(first.step()),
                    "The code takes a step " + first.step() + " that the specification cannot take there: "
                            + first.what() + ". Reason: " + first.reason() + ".",
                    "What led to it, " + first.trace(),
                    first.story() + "\n\nBefore it:\n" + first.state(),
                    "",
                    leaningOn(first.step())));
        } else if (traces.accepted() == 0) {
            findings.add(new Evidence(
                    Evidence.Kind.TRACES,
                    bed.protocol(),
                    Evidence.Status.UNDECIDED,
                    "none decided: " + String.join("; ", new LinkedHashSet<>(traces.undecided())),
                    seconds(start)));
        } else {
            findings.add(new Evidence(
                    Evidence.Kind.TRACES,
                    bed.protocol(),
                    traces.undecided().isEmpty() ? Evidence.Status.SUPPORTS : Evidence.Status.UNDECIDED,
                    scale
                            + (traces.undecided().isEmpty()
                                    ? ""
                                    : ", " + traces.undecided().size() + " undecided: "
                                            + String.join("; ", new LinkedHashSet<>(traces.undecided()))),
                    seconds(start)));
        }
    }

    /** A lemma that leans on what was changed of a step, or on anything that was. */
    private List<String> leaningOn(String step) {
        return Stream.concat(
                        impact.leaning().stream()
                                .filter(id -> head.map().lemma(id).uses().stream()
                                        .anyMatch(item -> impact.items().contains(item)
                                                && (item.equals(step) || item.startsWith(step + ".")))),
                        impact.leaning().stream())
                .limit(1)
                .toList();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
