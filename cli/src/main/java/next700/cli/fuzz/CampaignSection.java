package next700.cli.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import next700.cli.report.Section;
import next700.cli.report.Verdict;

/** What the sections of all campaigns say in the same words. */
final class CampaignSection {
    static final String REACHED = "What must have been reached for the campaign to mean anything";

    private CampaignSection() {}

    /**
     * Says how a campaign ended. Where nothing fell, but something that must be reached was not, nothing is known.
     *
     * @param fell the property that fell and the run in which it did, if one did
     * @param scale how much was run
     * @param missed the meanings of what was not reached
     */
    static Section settle(Section section, Optional<String> fell, String scale, List<String> missed, double seconds) {
        if (fell.isPresent()) {
            return section.settle(Verdict.VIOLATED, fell.get() + " of " + scale, seconds);
        }
        return missed.isEmpty()
                ? section.settle(Verdict.HOLDS, scale + "; nothing fell, and all that must be reached was", seconds)
                : section.settle(
                        Verdict.UNKNOWN,
                        scale + "; nothing fell, but no run reached that " + String.join(", nor that ", missed),
                        seconds);
    }

    static String fall(String property, long run) {
        return property + " fell in run " + run;
    }

    /** In how many runs each thing was reached that must be. */
    static <S> Section reached(Section section, Map<S, ? extends Number> runs, Function<S, String> meaning) {
        return section.table(
                REACHED,
                List.of("sometimes", "in runs"),
                runs.entrySet().stream()
                        .map(entry -> List.of(
                                meaning.apply(entry.getKey()), String.format(Locale.ROOT, "%,d", entry.getValue())))
                        .toList());
    }
}
