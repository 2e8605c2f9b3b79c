package next700.cli.fuzz;

import java.util.List;
import java.util.Locale;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
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
        double seconds = result.took().toNanos() / 1e9;
        List<LcrSometimes> missed = result.missed();
        if (result.first().isPresent()) {
            LcrCampaign.Failure failure = result.first().get();
            section.settle(
                    Verdict.VIOLATED,
                    failure.violation().property() + " fell in run " + failure.run() + " of " + scale,
                    seconds);
            section.say(failure.violation().explanation());
            result.counterexample().ifPresent(run -> accuse(section, run));
        } else if (missed.isEmpty()) {
            section.settle(Verdict.HOLDS, scale + "; nothing fell, and all that must be reached was", seconds);
        } else {
            section.settle(
                    Verdict.UNKNOWN,
                    scale + "; nothing fell, but no run reached that "
                            + String.join(
                                    ", nor that ",
                                    missed.stream().map(LcrSometimes::meaning).toList()),
                    seconds);
        }
        return section.table(
                "What must have been reached for the campaign to mean anything",
                List.of("sometimes", "in runs"),
                result.reached().entrySet().stream()
                        .map(entry ->
                                List.of(entry.getKey().meaning(), String.format(Locale.ROOT, "%,d", entry.getValue())))
                        .toList());
    }

    private static void accuse(Section section, LcrRun run) {
        section.listing("Replay", "./next700 fuzz lcr --replay=" + run.tape());
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
