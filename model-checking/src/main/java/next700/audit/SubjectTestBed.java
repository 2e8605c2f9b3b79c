package next700.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import next700.model.Specifications;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Goal;
import next700.trial.Hunt;
import next700.trial.Subject;
import next700.trial.Violation;
import next700.trial.mutation.Mutant;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;

/**
 * The simulator and its adversary, for any workpiece.
 *
 * @param subjects in which the protocol's code is tried, in turn; what must be reached is the first one's
 */
public record SubjectTestBed(Workpiece workpiece, List<Subject> subjects) implements TestBed {
    private static final long SEED = 1;

    /** Runs to see whether a property falls with the lemma that fell first. */
    private static final int LOOK_ON = 100;

    private static final long AIMED_RUNS = 600;

    /** Between two looks at what has been run. */
    private static final long WATCHED = 250;

    /** Of a story that is longer, its last lines tell what happened. */
    private static final int SHOWN_LINES = 80;

    public static SubjectTestBed of(Workpiece workpiece) {
        return new SubjectTestBed(workpiece, workpiece.subjects());
    }

    /** A test bed for a protocol that there is a workpiece of, if there is. */
    public static Optional<TestBed> named(String protocol) {
        return Workpieces.named(protocol).map(SubjectTestBed::of);
    }

    @Override
    public String protocol() {
        return workpiece.name();
    }

    @Override
    public List<String> invariants() {
        return subjects.stream()
                .flatMap(subject -> subject.properties().stream())
                .distinct()
                .toList();
    }

    @Override
    public Trial explore(int slice, long runs, Duration duration) {
        Subject subject = subjects.get(slice % subjects.size());
        return trial(FuzzOptions.of(subject, runs)
                .withSeed(slice + 1L)
                .lookingOn(LOOK_ON)
                .withDuration(duration));
    }

    /** Of a guard whose absence shows in rare schedules only, one is known where it does. */
    @Override
    public Trial aim(Set<String> touched) {
        for (Subject subject : subjects) {
            for (Mutant mutant : Mutants.of(subject)) {
                Hunt hunt = subject.hunt(mutant.name());
                if (touched.contains(name(mutant)) && hunt.first() > 0) {
                    Trial trial = trial(FuzzOptions.of(hunt.subject(), AIMED_RUNS)
                            .withSeed(hunt.seed())
                            .from(hunt.first()));
                    if (!trial.falls().isEmpty()) {
                        return trial;
                    }
                }
            }
        }
        return new Trial(0, Map.of(), List.of());
    }

    private Trial trial(FuzzOptions options) {
        CampaignResult result = Campaign.run(options.withThreads(1));
        Set<Goal> expected = new LinkedHashSet<>(subjects.getFirst().goals());
        Map<String, Long> reached = new LinkedHashMap<>();
        result.reached().forEach((goal, count) -> {
            if (count > 0 || expected.contains(goal)) {
                reached.put(goal.meaning(), count);
            }
        });
        return new Trial(
                result.runs(),
                reached,
                result.counterexample().map(found -> fall(result, found)).stream()
                        .toList());
    }

    private static Fall fall(CampaignResult result, Counterexample found) {
        return new Fall(
                found.violation().property(),
                found.run().violation().map(Violation::property).orElse(""),
                found.violation().explanation(),
                "shrunk from " + found.before() + " to " + found.after() + "; " + found.faultBudget(),
                String.join("\n", found.schedule(SHOWN_LINES)),
                "./" + found.replayCommand(),
                result.runsToFirstFailure().orElse(0L));
    }

    private static String name(Mutant mutant) {
        return (mutant.isThreshold() ? "threshold " : "guard ") + mutant.name();
    }

    @Override
    public List<String> guards() {
        return subjects.stream()
                .flatMap(subject -> Mutants.of(subject).stream())
                .map(SubjectTestBed::name)
                .distinct()
                .toList();
    }

    @Override
    public NotRun watch(Set<String> places, long runs, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        Set<String> files = places.stream()
                .map(place -> place.substring(0, place.lastIndexOf(':')))
                .collect(Collectors.toSet());
        List<String> own = new ArrayList<>(packages());
        subjects.forEach(subject -> own.add(subject.maker().getPackageName()));
        WatchedWorld world = new WatchedWorld(subjects.getFirst().maker().getClassLoader(), own, files);
        Set<String> left = places;
        long done = 0;
        for (int slice = 0; done < runs && !left.isEmpty() && System.nanoTime() < end; slice++) {
            world.explore(
                    subjects.get(slice % subjects.size()),
                    slice + 1L,
                    Math.min(WATCHED, runs - done),
                    Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            done += Math.min(WATCHED, runs - done);
            left = world.notRun(places);
        }
        return new NotRun(done, left);
    }

    @Override
    public Map<String, String> kept() {
        Map<String, String> kept = new LinkedHashMap<>();
        subjects.forEach(subject -> kept.putAll(subject.kept()));
        return kept;
    }

    @Override
    public Removal remove(String guard, long runs) {
        long tried = 0;
        for (Subject subject : subjects) {
            Optional<Mutant> mutant = Mutants.of(subject).stream()
                    .filter(candidate -> name(candidate).equals(guard))
                    .findFirst();
            if (mutant.isPresent()) {
                MutationCampaign.Verdict verdict = MutationCampaign.hunt(mutant.get(), subject, 1);
                if (verdict.isFound()) {
                    return new Removal(true, tried + verdict.run().orElse(0L) + 1, verdict.firstProperty());
                }
                tried += runs;
            }
        }
        return new Removal(false, tried, "");
    }

    @Override
    public Optional<List<String>> claims() {
        return Counting.names(workpiece);
    }

    @Override
    public List<String> packages() {
        return subjects.getFirst().packages();
    }

    @Override
    public List<Count> count(Set<String> names) {
        return Counting.prove(workpiece, names);
    }

    @Override
    public Optional<Traces> replay(Specifications specifications, int runs, Duration timeout) {
        return workpiece
                .traces()
                .map(traces -> Traces.of(traces.simulated(tracedSubjects(), SEED, runs, timeout, specifications)));
    }

    /** Specifications are followed with one fault. */
    private List<Subject> tracedSubjects() {
        return subjects.stream()
                .filter(subject -> subject.f() <= Workpiece.USUAL_F)
                .toList();
    }
}
