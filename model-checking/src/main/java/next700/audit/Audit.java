package next700.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import next700.audit.map.MalformedMapException;
import next700.audit.map.MapReader;
import next700.audit.map.Problem;
import next700.audit.map.ProofMap;
import next700.audit.source.JavaReader;
import next700.audit.source.Layout;
import next700.audit.source.Revision;
import next700.audit.source.TlaReader;

/**
 * Holds a change to protocols against their proofs: which steps and guards it touches, which lemmas lean on them, and what
 * looking again at the evidence for these says.
 */
public final class Audit {
    private final Function<String, Optional<TestBed>> beds;
    private final AuditOptions options;
    private final Consumer<String> progress;
    private final TlaReader tla = new TlaReader();
    private final JavaReader java = new JavaReader();

    /**
     * Prepares audits.
     *
     * @param beds of the protocols that there are, by name; in them the code is that of the revision to be audited
     * @param progress told in a few words what is begun
     */
    public Audit(Function<String, Optional<TestBed>> beds, AuditOptions options, Consumer<String> progress) {
        this.beds = beds;
        this.options = options;
        this.progress = progress;
    }

    /** The protocols that have a proof map. */
    public static List<String> protocols(Revision revision) {
        return MapReader.all(revision).stream().map(ProofMap::protocol).toList();
    }

    /** These protocols, and those that they are built on, whose properties their proofs take for granted. */
    public static Set<String> withThoseBelow(Revision revision, Collection<String> protocols) {
        List<ProofMap> maps = MapReader.all(revision);
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(protocols);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (all.add(next)) {
                maps.stream().filter(map -> map.protocol().equals(next)).forEach(map -> open.addAll(map.over()));
            }
        }
        return all;
    }

    /**
     * Packages and specifications that were changed, and of which no proof map knows: whatever they do or say, no lemma speaks
     * of it.
     */
    public Set<String> unmapped(Revision base, Revision head) {
        Set<String> packages = new TreeSet<>();
        Set<String> specifications = new TreeSet<>();
        for (ProofMap map : MapReader.all(head)) {
            packages.addAll(map.allPackages());
            packages.addAll(map.assumedPackages());
            specifications.addAll(new Protocol(map, head, tla, java).saidIn());
        }
        MapReader.all(base).forEach(map -> specifications.addAll(map.files()));
        Set<String> unknown = new TreeSet<>();
        for (String path : head.changesFrom(base)) {
            if (head.layout().isOfProtocol(path) && !packages.contains(Layout.packageOf(path))) {
                unknown.add(Layout.packageOf(path));
            } else if (head.layout().isSpecification(path) && !specifications.contains(path)) {
                unknown.add(path);
            }
        }
        return unknown;
    }

    /** What judges, and was changed: checkers of histories, counting arguments, provers. Nothing here judges them. */
    public static Set<String> judges(Revision base, Revision head) {
        return head.changesFrom(base).stream()
                .filter(head.layout()::isJudge)
                .map(Layout::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is wrong with the proof map of one protocol of a revision; nothing if there is no map. */
    public Optional<List<Problem>> checkMap(Revision revision, String protocol) {
        return MapReader.all(revision).stream()
                .filter(map -> map.protocol().equals(protocol))
                .findFirst()
                .map(map -> MapCheck.of(new Protocol(map, revision, tla, java), bed(map)));
    }

    /** What is wrong with the proof maps of a revision. */
    public List<Problem> checkMaps(Revision revision) {
        List<ProofMap> maps = MapReader.all(revision);
        List<Problem> problems = new ArrayList<>();
        Set<String> claims = new LinkedHashSet<>();
        for (ProofMap map : maps) {
            TestBed bed = bed(map);
            bed.claims().ifPresent(claims::addAll);
            problems.addAll(MapCheck.of(new Protocol(map, revision, tla, java), bed));
        }
        problems.addAll(MapCheck.unusedClaims(maps, claims));
        problems.addAll(MapCheck.missingBelow(maps));
        return problems;
    }

    /**
     * Audits the protocols that the change concerns.
     *
     * @param only these; if there are none, all that have a proof map
     */
    public List<AuditResult> run(Revision base, Revision head, Collection<String> only) {
        Predicate<ProofMap> isAskedFor = map -> only.isEmpty() || only.contains(map.protocol());
        boolean isSameText = head.differencesFrom(base).isEmpty();
        Set<String> different = head.changesFrom(base);
        if (different.isEmpty()) {
            return MapReader.all(head).stream()
                    .filter(isAskedFor)
                    .map(map -> untouched(
                            map,
                            (isSameText ? "nothing" : "comments and layout apart, nothing") + " is different from "
                                    + base.name()))
                    .toList();
        }
        List<AuditResult> results = new ArrayList<>();
        for (ProofMap map : MapReader.all(head)) {
            if (isAskedFor.test(map)) {
                results.add(audit(map, base, head, different));
            }
        }
        return results;
    }

    private static AuditResult untouched(ProofMap map, String why) {
        return new AuditResult(
                map.protocol(),
                new Impact(map, List.of(), Set.of(), Set.of(), Set.of()),
                AuditResult.Verdict.HOLDS,
                why,
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    private TestBed bed(ProofMap map) {
        return beds.apply(map.protocol())
                .orElseThrow(() -> new MalformedMapException(
                        List.of(new Problem(map.place(), "there is no simulator for " + map.protocol()))));
    }

    /** Whether files are of the code of a protocol, of what that takes for granted, or of what tries all protocols. */
    static boolean mayConcern(ProofMap map, Layout layout, Set<String> different) {
        return different.stream()
                .anyMatch(path -> layout.isOfSimulator(path)
                        || map.allPackages().contains(Layout.packageOf(path))
                        || map.assumedPackages().contains(Layout.packageOf(path)));
    }

    private static boolean isSaidOf(Protocol before, Protocol now, Set<String> different) {
        return different.stream().anyMatch(before.saidIn()::contains)
                || different.stream().anyMatch(now.saidIn()::contains);
    }

    private AuditResult audit(ProofMap map, Revision base, Revision head, Set<String> different) {
        long start = System.nanoTime();
        Protocol now = new Protocol(map, head, tla, java);
        Protocol before = new Protocol(mapBefore(map, base), base, tla, java);
        if (!mayConcern(map, head.layout(), different) && !isSaidOf(before, now, different)) {
            return untouched(map, "what is different from " + base.name() + " is not of " + map.protocol());
        }
        progress.accept(map.protocol() + ": reading " + base.name() + " and " + head.name());
        TestBed bed = bed(map);
        List<Change> changes = new ArrayList<>(new Comparison(before, now).changes());
        boolean hasNewSimulator = different.stream().anyMatch(head.layout()::isOfSimulator);
        Impact impact = Impact.of(map, changes);
        List<String> notes = new ArrayList<>();
        List<Problem> problems = MapCheck.of(now, bed);
        problems.forEach(problem -> notes.add("The proof map must be mended. " + problem));
        if (hasNewSimulator) {
            notes.add("The simulator, its adversary or its invariants were changed, and so were run again.");
        }
        if (different.contains(map.place().path())) {
            notes.add("The proof map itself was changed, " + map.place().path()
                    + ": what it says now is what the audit goes by.");
        }
        changes.stream()
                .filter(change -> change.reach() == Change.Reach.EVERYTHING)
                .forEach(change -> notes.add(
                        change + " cannot be told to belong to any step: it is taken to touch all of the protocol."));
        if (impact.isChanged(Change.Side.SPECIFICATION) && !impact.isChanged(Change.Side.CODE)) {
            notes.add(
                    "The specification was changed and the code was not: if nothing is said below of where they differ,"
                            + " no difference shows in the traces, nor in the number of states of the models.");
        }
        Budget budget = new Budget(options.budget());
        Findings findings = new Findings(budget);
        SpecificationChecks specification = new SpecificationChecks(before, now, impact, options, budget, findings);
        CodeChecks code = new CodeChecks(now, impact, bed, options, budget, findings);
        code.cover(new Coverage(before.code(), now.code()).losses(changes));
        code.sizes();
        new Inputs(before, now, bed, different).differences().forEach(findings::add);
        boolean isCode = impact.isChanged(Change.Side.CODE)
                || hasNewSimulator
                || !Inputs.ofAssumptions(now, different).isEmpty();
        boolean isSpecification = impact.isChanged(Change.Side.SPECIFICATION);
        List<Runnable> tasks = new ArrayList<>();
        if (isCode) {
            tasks.add(code::explore);
        } else {
            findings.add(Evidence.skipped(Evidence.Kind.ADVERSARY, map.protocol(), "the code is as it was"));
        }
        if (impact.isChanged(Change.Side.CODE)) {
            ExecutionCheck execution = new ExecutionCheck(now, bed, options, budget, findings);
            tasks.add(() -> execution.run(base, different));
        }
        if (isCode || isSpecification) {
            tasks.add(code::count);
            tasks.add(code::replay);
        }
        Inductions inductions = new Inductions(before, now, budget, findings);
        if (inductions.isChanged()) {
            tasks.addAll(0, inductions.tasks());
        }
        List<Runnable> models = specification.tasks();
        tasks.addAll(Math.min(1, tasks.size()), models);
        if (hasNewSimulator) {
            tasks.addAll(code.allRemovals());
        } else if (impact.isChanged(Change.Side.CODE)) {
            tasks.addAll(code.removals());
        }
        work(tasks);
        return conclude(impact, findings, problems, notes, (System.nanoTime() - start) / 1e9);
    }

    /** The map as it was at the base; the present one where there was none, or none that can be read. */
    private static ProofMap mapBefore(ProofMap now, Revision base) {
        try {
            return MapReader.all(base).stream()
                    .filter(map -> map.protocol().equals(now.protocol()))
                    .findFirst()
                    .orElse(now);
        } catch (MalformedMapException e) {
            return now;
        }
    }

    private void work(List<Runnable> tasks) {
        try (ExecutorService executor = Executors.newFixedThreadPool(options.jobs())) {
            List<Future<?>> futures =
                    tasks.stream().<Future<?>>map(executor::submit).toList();
            int done = 0;
            for (Future<?> future : futures) {
                future.get();
                done++;
                progress.accept(done + " of " + tasks.size() + " done");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the audit could not go on: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during an audit", e);
        }
    }

    private static AuditResult conclude(
            Impact impact, Findings findings, List<Problem> problems, List<String> notes, double seconds) {
        List<Refutation> refutations = new ArrayList<>(findings.refutations());
        AuditResult.Verdict verdict;
        String summary;
        if (!refutations.isEmpty()) {
            verdict = AuditResult.Verdict.BROKEN;
            Refutation first = refutations.getFirst();
            summary = first.fallen() + " falls, found by " + first.found();
        } else if (!findings.differences().isEmpty()) {
            verdict = AuditResult.Verdict.DRIFTED;
            refutations.addAll(findings.differences());
            summary = direction(impact) + ", and they are no longer about the same protocol";
        } else if (saysSomethingElse(impact, findings)) {
            verdict = AuditResult.Verdict.DRIFTED;
            refutations.add(silentCode(impact, findings));
            summary = "the specification says something else than before, and the code has not followed";
        } else if (findings.isOpen() || !problems.isEmpty()) {
            verdict = AuditResult.Verdict.UNKNOWN;
            summary = problems.isEmpty()
                    ? "nothing fell, but not all that matters was decided" + open(findings)
                    : "nothing fell, but the proof map does not cover the change";
        } else {
            verdict = AuditResult.Verdict.HOLDS;
            summary = holding(impact, findings);
        }
        return new AuditResult(
                impact.map().protocol(), impact, verdict, summary, findings.evidence(), refutations, notes, seconds);
    }

    /** What is missing, in a sentence. */
    private static String open(Findings findings) {
        List<Evidence> open = findings.evidence().stream()
                .filter(found -> found.status() == Evidence.Status.UNDECIDED)
                .sorted(Comparator.comparing(Evidence::kind).reversed())
                .toList();
        return open.isEmpty()
                ? ""
                : ": " + open.getFirst().kind() + " " + open.getFirst().name() + ": "
                        + open.getFirst().outcome()
                        + (open.size() > 1 ? " (and " + (open.size() - 1) + " more)" : "");
    }

    private static String direction(Impact impact) {
        boolean code = impact.isChanged(Change.Side.CODE);
        boolean specification = impact.isChanged(Change.Side.SPECIFICATION);
        return code && specification
                ? "specification and code were changed differently"
                : code
                        ? "the code was changed and the specification was not"
                        : "the specification was changed and the code was not";
    }

    /** What was changed in the specification matters to no lemma that a change of the code matters to. */
    private static boolean saysSomethingElse(Impact impact, Findings findings) {
        if (findings.differentModels().isEmpty() || !impact.isChanged(Change.Side.SPECIFICATION)) {
            return false;
        }
        Set<String> ofCode = impact.map().leaningOn(impact.itemsOf(Change.Side.CODE));
        return impact.map().leaningOn(impact.itemsOf(Change.Side.SPECIFICATION)).stream()
                .noneMatch(ofCode::contains);
    }

    private static Refutation silentCode(Impact impact, Findings findings) {
        String models = findings.evidence().stream()
                .filter(found -> findings.differentModels().contains(found.name()))
                .map(found -> found.name() + ": " + found.outcome())
                .sorted()
                .collect(Collectors.joining("\n"));
        return new Refutation(
                "TLC, counting states",
                List.of(),
                "What the specification allows is not what it was, since its models have other states than before; the"
                        + " code was not changed where the same lemmas lean on it. What the code does may still be"
                        + " allowed: its traces do not contradict.",
                "The models that are different",
                models,
                "",
                impact.leaning().stream().limit(1).toList());
    }

    private static String holding(Impact impact, Findings findings) {
        boolean nothingWasTried =
                findings.evidence().stream().noneMatch(found -> found.status() == Evidence.Status.SUPPORTS);
        if (nothingWasTried) {
            return impact.changes().isEmpty()
                    ? "comments and layout apart, nothing that proofs know of was changed"
                    : "no lemma leans on what was changed";
        }
        Map<Evidence.Kind, Long> kinds = findings.evidence().stream()
                .filter(found -> found.status() == Evidence.Status.SUPPORTS)
                .collect(Collectors.groupingBy(Evidence::kind, java.util.TreeMap::new, Collectors.counting()));
        Set<String> supports = new LinkedHashSet<>();
        kinds.forEach((kind, count) -> supports.add(kind + " (" + count + ")"));
        return impact.atRisk().size() + " lemmas and properties at risk, and nothing fell; looked at: "
                + String.join(", ", supports);
    }
}
