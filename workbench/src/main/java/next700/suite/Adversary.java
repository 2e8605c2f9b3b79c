package next700.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import next700.evidence.FuzzChecks;
import next700.report.Report;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Goal;
import next700.trial.LabelledTape;
import next700.trial.Subject;
import org.junit.jupiter.api.DynamicTest;

/** One campaign on one subject, at which the tests of all its properties and goals look. */
final class Adversary {
    private final ProtocolSuite suite;
    private final Subject subject;
    private final Once<CampaignResult> campaign;
    private final Once<Path> page;

    Adversary(ProtocolSuite suite, Subject subject) {
        this.suite = suite;
        this.subject = subject;
        this.campaign = new Once<>(
                () -> Campaign.run(FuzzOptions.of(subject, suite.runs()).withSeed(suite.seed())));
        this.page = new Once<>(this::write);
    }

    Stream<DynamicTest> tests() {
        String where =
                String.format(Locale.ROOT, " in %,d runs of %s with f = %d", suite.runs(), subject.name(), subject.f());
        Stream<DynamicTest> properties = subject.properties().stream()
                .map(property -> DynamicTest.dynamicTest(property + " holds" + where, () -> holds(property)));
        Stream<DynamicTest> goals = subject.goals().stream()
                .map(goal -> DynamicTest.dynamicTest(goal.meaning() + where, () -> isReached(goal)));
        return Stream.concat(properties, goals);
    }

    private void holds(String property) {
        CampaignResult result = campaign.get();
        CampaignResult.Failure failure = result.failures().get(property);
        if (failure != null) {
            String story = result.counterexample()
                    .filter(found -> found.violation().property().equals(property))
                    .map(Counterexample::describe)
                    .orElseGet(() ->
                            failure.violation().explanation() + "\nReplay: " + subject.replayCommand(failure.tape()));
            throw new AssertionError(property + " fell in run " + failure.run() + " of seed " + suite.seed() + ". "
                    + story + "\nTape: " + LabelledTape.of(subject, failure.tape()) + "\nPage: " + page.get());
        }
    }

    /** After something fell, the campaign ended early, and nobody knows. */
    private void isReached(Goal goal) {
        CampaignResult result = campaign.get();
        if (result.reached().getOrDefault(goal, 0L) == 0) {
            throw new AssertionError("no run reached that " + goal.meaning() + ": what holds says little then"
                    + (result.failures().isEmpty() ? "" : " (the campaign ended when something fell)"));
        }
    }

    private Path write() {
        Report report = new Report(
                subject.name() + " with f = " + subject.f(),
                "Does an adversary break what is claimed?",
                List.of("seed " + suite.seed()),
                List.of(FuzzChecks.of(campaign.get())));
        try {
            return report.writeTo(suite.pages().resolve(subject.name() + "-f" + subject.f()))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("the page of what fell cannot be written", e);
        }
    }
}
