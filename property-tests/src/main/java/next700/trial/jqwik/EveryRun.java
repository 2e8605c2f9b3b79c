package next700.trial.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import net.jqwik.api.statistics.Statistics;
import next700.trial.Narrator;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Subject;
import next700.trial.Tape;

/** What every run of a subject keeps, whatever its schedule. */
public final class EveryRun {
    private EveryRun() {}

    /**
     * That the run of a tape keeps a property, which is of worth only as far as its premise came true in some of the runs: that
     * is counted.
     */
    public static void keeps(String property, Subject subject, Tape tape, Predicate<RunResult> premise) {
        keeps(property, Run.replay(subject, tape), premise);
    }

    /** The same of a run that a plot makes. */
    public static void keeps(String property, Plot plot, Predicate<RunResult> premise) {
        keeps(property, plot.run(), premise);
    }

    /** That the run of a plot keeps all properties of its subject; which of its goals are reached is counted. */
    public static void keepsAll(Plot plot) {
        RunResult run = plot.run();
        run.reached().forEach(goal -> Statistics.label("reached").collect(goal.meaning()));
        Statistics.label("runs").collect(run.reached().isEmpty() ? "reached nothing" : "reached something");
        Statistics.label("runs")
                .coverage(cover -> cover.check("reached something").percentage(share -> share >= 2));
        assertThat(run.violations()).as(() -> story(run)).isEmpty();
    }

    private static void keeps(String property, RunResult run, Predicate<RunResult> premise) {
        Statistics.label(property).collect(premise.test(run) ? "exercised" : "not exercised");
        Statistics.label(property).coverage(cover -> cover.check("exercised").percentage(share -> share >= 2));
        assertThat(run.violations())
                .filteredOn(violation -> violation.property().equals(property))
                .as(() -> story(run))
                .isEmpty();
    }

    /** That a tape says all that happened. */
    public static void replaysExactly(Subject subject, Tape tape) {
        RunResult run = Run.replay(subject, tape);
        RunResult again = Run.replay(subject, run.tape());
        assertThat(again.tape()).isEqualTo(run.tape());
        assertThat(again.steps()).isEqualTo(run.steps());
        assertThat(again.flights()).hasSameSizeAs(run.flights());
        assertThat(again.reached()).isEqualTo(run.reached());
        assertThat(Narrator.lines(again)).isEqualTo(Narrator.lines(run));
    }

    /** How to see the run again, and what happens in it. */
    public static String story(RunResult run) {
        return run.subject().replayCommand(run.tape()) + "\n" + String.join("\n", Narrator.lines(run));
    }
}
