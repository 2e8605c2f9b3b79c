package next700.cli.fuzz;

import java.util.Locale;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.simulation.LabelledTape;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.lcr.LcrNarrator;
import next700.simulation.lcr.LcrRun;
import next700.simulation.lcr.LcrSometimes;

/** What a campaign on LCR, or the replay of one of its schedules, has to say. */
public final class LcrFuzzChecks {
    private LcrFuzzChecks() {}

    /** The section of a campaign. */
    public static Section of(LcrCampaign.Result result) {
        Section section = new Section(
                "Adversary",
                "Under crashes, broken connections, delays, joins and leaves drawn from a choice tape, the implementation"
                        + " keeps the properties of uniform total order broadcast.");
        String scale = String.format(
                Locale.ROOT,
                "%,d runs, %,d events, seed %d",
                result.runs(),
                result.events(),
                result.options().seed());
        CampaignSection.settle(
                section,
                result.first()
                        .map(failure -> CampaignSection.fall(failure.violation().property(), failure.run())),
                scale,
                result.missed().stream().map(LcrSometimes::meaning).toList(),
                result.took().toNanos() / 1e9);
        result.first().ifPresent(failure -> section.say(failure.violation().explanation()));
        result.counterexample().ifPresent(run -> accuse(section, run));
        return CampaignSection.reached(section, result.reached(), LcrSometimes::meaning);
    }

    private static void accuse(Section section, LcrRun run) {
        section.listing("Replay", "./next700 fuzz lcr --replay=" + LabelledTape.of("lcr", run.tape()));
        section.listing("The smallest schedule, with the TLA+ action of each step", LcrNarrator.describe(run));
    }

    /** The section of one replayed schedule. */
    static Section of(LcrRun run) {
        Section section = new Section("Replay", "The schedule keeps every property.");
        section.settle(
                Verdict.holdsIf(run.violations().isEmpty()),
                run.events().size() + " events"
                        + run.violation()
                                .map(violation -> "; " + violation.property() + " fell")
                                .orElse(", nothing fell"),
                0);
        return section.listing("Events", LcrNarrator.describe(run));
    }
}
