package next700.trial;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import next700.process.Taken;

/**
 * A minimal run that violates a property, with all that a report says of it.
 *
 * @param violation the property and why it does not hold
 * @param run the shrunk run: its events, its messages with their fates, its setup
 * @param found the number of the campaign's run that it was shrunk from
 * @param before the size of that run
 * @param after the size of the shrunk one
 */
public record Counterexample(Violation violation, RunResult run, long found, Size before, Size after) {
    private static final int MOST_LINES = 300;

    /** How large a run is. */
    public record Size(int choices, int events, int messages) {
        static Size of(RunResult run) {
            return new Size(
                    run.tape().weight(), run.events().size(), run.flights().size());
        }

        @Override
        public String toString() {
            return choices + " choices that are not boring, " + events + " events, " + messages + " messages";
        }
    }

    static Counterexample of(Subject subject, CampaignResult.Failure failure) {
        String property = failure.violation().property();
        RunResult original = Run.replay(subject, failure.tape());
        RunResult shrunk = shrunk(subject, failure.tape(), property);
        Violation violation = shrunk.violations().stream()
                .filter(found -> found.property().equals(property))
                .findFirst()
                .orElseThrow();
        return new Counterexample(violation, shrunk, failure.run(), Size.of(original), Size.of(shrunk));
    }

    private static RunResult shrunk(Subject subject, Tape tape, String property) {
        Tape smallest = TapeShrinker.shrink(
                candidate -> {
                    RunResult run = Run.replayUntil(subject, candidate, property);
                    return new TapeShrinker.Trial(
                            run.tape(),
                            run.violates(property),
                            run.events().size(),
                            run.flights().size());
                },
                tape);
        return Run.replayUntil(subject, smallest, property);
    }

    /** What else broke in the same run, the earliest first. */
    public List<Violation> alsoViolated() {
        return run.violations().stream()
                .filter(other -> !other.property().equals(violation.property()))
                .toList();
    }

    /** What went on, a line for each event; of a very long run its beginning and its end. */
    public List<String> schedule() {
        return schedule(MOST_LINES);
    }

    /** The same in so many lines. */
    public List<String> schedule(int most) {
        return Narrator.story(run, most);
    }

    public List<Taken> steps() {
        return run.steps();
    }

    /** How much of what the protocol tolerates the run makes use of. */
    public String faultBudget() {
        return run.trial().faultBudget();
    }

    /** Every derived option of the run. */
    public Map<String, String> options() {
        return run.trial().describe();
    }

    /** The first state in which correct processes differ, if they do. */
    public Optional<String> firstDivergence() {
        return run.subject().words().firstDifference(run);
    }

    public String replayCommand() {
        return run.subject().replayCommand(run.tape());
    }

    /** A test that fails as long as the schedule breaks the property, ready to commit. */
    public String regressionTest() {
        return """
                /** %s */
                @Test
                void schedule%sKeeps%s() {
                    Subject subject = %s;
                    RunResult run = Run.replay(subject, LabelledTape.decode("%s").in(subject));
                    assertThat(run.violations()).isEmpty();
                }
                """.formatted(
                        violation.explanation(),
                        String.format(Locale.ROOT, "%08x", run.tape().hashCode()),
                        violation.property().replaceAll("[^A-Za-z0-9]+", ""),
                        run.subject().inJava(),
                        LabelledTape.of(run.subject(), run.tape()));
    }

    /** The whole counterexample as text. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append(violation.property()).append(" is violated.\n");
        text.append(violation.explanation()).append('\n');
        for (Violation other : alsoViolated()) {
            text.append("Also ")
                    .append(other.property())
                    .append(": ")
                    .append(other.explanation())
                    .append('\n');
        }
        text.append("\nMinimal schedule: ")
                .append(after)
                .append(" (found in run ")
                .append(found);
        text.append(" with ").append(before).append(").\n");
        text.append("Fault budget used: ").append(faultBudget()).append(".\n");
        options()
                .forEach((option, value) -> text.append("  ")
                        .append(option)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append("Choices that are not boring:\n");
        run.decisions().forEach(drawn -> text.append("  ").append(drawn).append('\n'));
        text.append("Events:\n");
        schedule().forEach(line -> text.append("  ").append(line).append('\n'));
        firstDivergence()
                .ifPresent(
                        state -> text.append("First difference: ").append(state).append('\n'));
        text.append("Replay: ").append(replayCommand()).append('\n');
        return text.toString();
    }
}
