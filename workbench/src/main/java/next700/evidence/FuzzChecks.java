package next700.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Goal;
import next700.trial.Narrator;
import next700.trial.RunResult;
import next700.trial.Subject;
import next700.trial.Violation;

/** What a fuzz campaign, or the replay of one schedule, has to say. */
public final class FuzzChecks {
    public static final String REACHED = "What must have been reached for the campaign to mean anything";

    private static final String TITLE = "Adversary";
    private static final String CLAIM =
            "Under schedules, crashes and lies drawn from a choice tape, the implementation keeps its properties and the"
                    + " lemmas of their proofs.";

    private static final int MOST_EVENTS = 2_000;

    private final Progress progress;
    private volatile Optional<String> fell = Optional.empty();
    private volatile long runs;

    public FuzzChecks(Progress progress) {
        this.progress = progress;
    }

    /** Runs a campaign. */
    public Section run(FuzzOptions options) {
        progress.begin("adversary");
        CampaignResult result = Campaign.run(options, (done, events, violated) -> {
            runs = done;
            fell = violated;
            progress.at(
                    share(options, done),
                    String.format(
                            Locale.ROOT,
                            "%,d runs%s",
                            done,
                            violated.map(property -> ", " + property + " fell").orElse("")));
        });
        if (result.verdict() == CampaignResult.Verdict.VIOLATED) {
            fell = Optional.of(fallen(result));
        }
        progress.end(String.format(
                Locale.ROOT, "%s, %,d runs", result.verdict().name().toLowerCase(Locale.ROOT), result.runs()));
        return of(result);
    }

    /** How much of a campaign is done: of its runs or of its time, whichever ends it first. */
    private double share(FuzzOptions options, long done) {
        double ofRuns = (double) done / options.runs();
        double ofTime = options.duration()
                .map(longest -> progress.seconds() * 1e3 / longest.toMillis())
                .orElse(0.0);
        return Math.min(1, Math.max(ofRuns, ofTime));
    }

    /** Whether a property fell. */
    public boolean hasFoundSomething() {
        return fell.isPresent();
    }

    /** What is known while a campaign goes on: that something fell, be it not shrunk. */
    public Optional<Section> soFar() {
        if (runs == 0) {
            return Optional.empty();
        }
        String scale = String.format(Locale.ROOT, "%,d runs, not finished", runs);
        Section section = new Section(TITLE, CLAIM);
        return Optional.of(
                fell.isPresent()
                        ? section.settle(Verdict.VIOLATED, fell.get() + " fell; " + scale, 0)
                                .say("Its schedule was not shrunk. The same seed finds it again.")
                        : section.settle(Verdict.UNKNOWN, scale + "; nothing fell", 0));
    }

    /** The section of a campaign. */
    public static Section of(CampaignResult result) {
        Section section = new Section(TITLE, CLAIM);
        String scale = String.format(
                Locale.ROOT,
                "%,d runs, %,d events, %s, seed %d (%,.0f runs per second)",
                result.runs(),
                result.events(),
                told(result.options().subject()),
                result.options().seed(),
                result.runsPerSecond());
        settle(section, result, scale);
        result.counterexample().ifPresent(counterexample -> accuse(section, counterexample));
        if (result.failures().size() > 1) {
            section.table(
                    "Everything that fell",
                    List.of("property", "first in run", "what was seen"),
                    result.failures().entrySet().stream()
                            .map(entry -> List.of(
                                    entry.getKey(),
                                    Long.toString(entry.getValue().run()),
                                    entry.getValue().violation().explanation()))
                            .toList());
        }
        return section.table(
                REACHED,
                List.of("sometimes", "in runs"),
                result.reached().entrySet().stream()
                        .map(entry ->
                                List.of(entry.getKey().meaning(), String.format(Locale.ROOT, "%,d", entry.getValue())))
                        .toList());
    }

    private static String told(Subject subject) {
        return subject.f() == 0 ? "f drawn by each run" : "f = " + subject.f();
    }

    /** Where nothing fell, but something that must be reached was not, nothing is known. */
    private static void settle(Section section, CampaignResult result, String scale) {
        double seconds = result.took().toNanos() / 1e9;
        List<String> missed = result.missed().stream().map(Goal::meaning).toList();
        if (result.runsToFirstFailure().isPresent()) {
            String run = String.format(
                    Locale.ROOT, "%,d", result.runsToFirstFailure().get());
            section.settle(Verdict.VIOLATED, fallen(result) + " fell in run " + run + " of " + scale, seconds);
        } else if (missed.isEmpty()) {
            section.settle(Verdict.HOLDS, scale + "; nothing fell, and all that must be reached was", seconds);
        } else {
            section.settle(
                    Verdict.UNKNOWN,
                    scale + "; nothing fell, but no run reached that " + String.join(", nor that ", missed),
                    seconds);
        }
    }

    private static String fallen(CampaignResult result) {
        return result.counterexample()
                .map(found -> found.violation().property())
                .orElse("a property");
    }

    private static void accuse(Section section, Counterexample counterexample) {
        section.say(counterexample.violation().property() + " is violated. "
                + counterexample.violation().explanation());
        counterexample.firstDivergence().ifPresent(state -> section.say("First difference: " + state + "."));
        section.say("Fault budget used: " + counterexample.faultBudget() + ".");
        section.say("The schedule was shrunk from " + counterexample.before() + " to " + counterexample.after() + ".");
        section.run(SteppedRun.CAPTION, SteppedRun.of(counterexample).toHtml());
        section.listing("Replay", "./" + counterexample.replayCommand());
        section.listing("Schedule, with the TLA+ action of each step", String.join("\n", counterexample.schedule()));
        section.listing("Regression test, ready to commit", counterexample.regressionTest());
    }

    /** The section of one schedule. */
    public static Section of(String title, RunResult run) {
        Section section = new Section(title, "The schedule keeps every property.");
        List<Violation> violations = run.violations();
        section.settle(
                Verdict.holdsIf(violations.isEmpty()),
                run.events().size() + " events"
                        + (violations.isEmpty()
                                ? ", nothing fell"
                                : "; " + violations.getFirst().property() + " fell"),
                0);
        violations.forEach(violation -> section.say(violation.property() + ": " + violation.explanation()));
        section.run(
                "The schedule; red arrows are messages of Byzantine processes.",
                SteppedRun.of(run).toHtml());
        return section.listing("Events", String.join("\n", Narrator.story(run, MOST_EVENTS)));
    }
}
