package next700.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import next700.protocol.ReplicaId;
import next700.protocol.StepRecord;

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

    static Counterexample of(Arena arena, CampaignResult.Failure failure) {
        String property = failure.violation().property();
        RunResult original = Simulation.replay(arena, failure.tape());
        RunResult shrunk = Shrinker.shrink(arena, failure.tape(), property);
        Violation violation = shrunk.violations().stream()
                .filter(found -> found.property().equals(property))
                .findFirst()
                .orElseThrow();
        return new Counterexample(violation, shrunk, failure.run(), Size.of(original), Size.of(shrunk));
    }

    /** What else broke in the same run, the earliest first. */
    public List<Violation> alsoViolated() {
        return run.violations().stream()
                .filter(other -> !other.property().equals(violation.property()))
                .toList();
    }

    /** What went on, one line for each event that did something. */
    public List<String> schedule() {
        return run.events().stream()
                .map(event -> event.number() + ". " + Narrator.describe(event))
                .toList();
    }

    public List<StepRecord> steps() {
        return run.steps();
    }

    /** How much of what the protocol tolerates the run makes use of. */
    public String faultBudget() {
        Setup setup = run.setup();
        long liars =
                setup.byzantine().stream().filter(ReplicaId.class::isInstance).count();
        long puppets = setup.byzantine().size() - liars;
        long faulty = liars + setup.crashes().size();
        return "%d of at most f=%d faulty replicas (%d Byzantine, %d crashing) among %d; %d Byzantine clients"
                .formatted(
                        faulty,
                        run.arena().f(),
                        liars,
                        setup.crashes().size(),
                        run.arena().replicas(),
                        puppets);
    }

    /** Every derived option of the run. */
    public Map<String, String> options() {
        return run.setup().describe();
    }

    /** The first state in which correct replicas differ, if they do. */
    public Optional<String> firstDivergence() {
        return Narrator.firstDivergence(run);
    }

    public String replayCommand() {
        String f = run.arena().f() == 1 ? "" : " --f=" + run.arena().f();
        return "next700 fuzz " + run.arena().composition().name() + f + " --replay="
                + LabelledTape.of(run.arena(), run.tape());
    }

    /** A test that fails as long as the schedule breaks the property, ready to commit. */
    public String regressionTest() {
        String name = violation.property().replaceAll("[^A-Za-z0-9]+", "");
        return """
                /** %s */
                @Test
                void schedule%sKeeps%s() {
                    Arena arena = Arena.of("%s", %d);
                    RunResult run = Simulation.replay(arena, LabelledTape.decode("%s").in(arena));
                    assertThat(run.violations()).isEmpty();
                }
                """.formatted(
                        violation.explanation(),
                        String.format(Locale.ROOT, "%08x", run.tape().hashCode()),
                        name,
                        run.arena().composition().name(),
                        run.arena().f(),
                        LabelledTape.of(run.arena(), run.tape()));
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
