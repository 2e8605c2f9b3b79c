package next700.cli.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.trial.Tape;
import next700.simulation.LabelledTape;
import next700.simulation.Tape;
import next700.simulation.pbft.PbftCampaign;
import next700.simulation.pbft.PbftSimulation;
import next700.simulation.pbft.PbftSimulation.Outcome;
import next700.simulation.pbft.PbftSimulation.Sometimes;

/** What a campaign on PBFT alone, or the replay of one of its schedules, has to say. */
public final class PbftFuzzChecks {
    private static final Duration SHRINKING = Duration.ofSeconds(30);

    private PbftFuzzChecks() {}

    /** The section of a campaign. */
    public static Section of(PbftCampaign.Result result) {
        Section section = new Section(
                "Adversary",
                "Under loss, crashes that take the memory, Byzantine replicas and clients drawn from a choice tape, PBFT"
                        + " keeps one order, and commits every request once links deliver.");
        String scale = String.format(
                Locale.ROOT, "%,d runs, %,d events, seed %d", result.runs(), result.events(), result.seed());
        CampaignSection.settle(
                section,
                result.failure()
                        .map(failure -> CampaignSection.fall(failure.outcome().property(), failure.run())),
                scale,
                result.missed().stream().map(Sometimes::meaning).toList(),
                result.took().toNanos() / 1e9);
        result.failure().ifPresent(failure -> {
            section.say(result.violation());
            accuse(section, PbftCampaign.shrink(failure.outcome(), SHRINKING).tape());
        });
        return CampaignSection.reached(section, result.reached(), Sometimes::meaning);
    }

    private static void accuse(Section section, Tape smallest) {
        section.listing("Replay", "./next700 fuzz pbft --replay=" + LabelledTape.of("pbft", smallest));
        List<String> lines = new ArrayList<>();
        PbftSimulation.narrate(smallest, lines::add);
        section.listing("The smallest schedule", String.join("\n", lines));
    }

    /** The section of one replayed schedule. */
    static Section ofReplay(Tape tape) {
        Section section = new Section("Replay", "The schedule keeps every property.");
        List<String> lines = new ArrayList<>();
        Outcome outcome = PbftSimulation.narrate(tape, lines::add);
        section.settle(
                Verdict.holdsIf(outcome.violation().isEmpty()),
                outcome.events() + " events"
                        + outcome.violation().map(text -> "; " + text).orElse(", nothing fell"),
                0);
        return section.listing("Events", String.join("\n", lines));
    }
}
