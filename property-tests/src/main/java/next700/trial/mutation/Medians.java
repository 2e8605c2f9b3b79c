package next700.trial.mutation;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import next700.trial.Hunt;
import next700.trial.Subject;

/** How long it takes to miss each guard and threshold that is gone: the median of several campaigns, as a table. */
public final class Medians {
    private static final int CAMPAIGNS = 5;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final PrintStream out;

    private Medians(PrintStream out) {
        this.out = out;
    }

    /** Prints the page; a guard that several subjects share is hunted for the first of them. */
    public static void print(List<Subject> subjects, PrintStream out) {
        Medians medians = new Medians(out);
        out.println(String.format(Locale.ROOT, """
                # How soon the adversary notices that a guard is gone

                Each guard and each threshold of the protocols was removed alone (a guard always says yes, a threshold is one
                lower), and the adversary tried one schedule after another until a property fell, in %d campaigns with
                different seeds. The median is given, and which properties fell. Made by `ci/mutants`; the tests hunt every
                guard once, with a seed of their own.
                """, CAMPAIGNS));
        out.println("| guard or threshold | hunted in | runs to find that it is gone | at most | what falls |");
        out.println("|---|---|---|---|---|");
        Set<Mutant> hunted = new LinkedHashSet<>();
        for (Subject subject : subjects) {
            for (Mutant mutant : Mutants.toBeFound(subject)) {
                if (hunted.add(mutant)) {
                    medians.row(mutant, subject.hunt(mutant.name()));
                }
            }
        }
    }

    private void row(Mutant mutant, Hunt hunt) {
        Redefinition redefinition = Redefinition.of(mutant);
        List<MutationCampaign.Verdict> verdicts = LongStream.rangeClosed(1, CAMPAIGNS)
                .mapToObj(seed -> MutationCampaign.hunt(redefinition, hunt.withSeed(seed), THREADS, false))
                .toList();
        List<Long> runs = verdicts.stream()
                .flatMap(verdict -> verdict.run().stream())
                .map(run -> run - hunt.first() + 1)
                .sorted()
                .toList();
        boolean isMedianFound = runs.size() > CAMPAIGNS / 2;
        String median = isMedianFound ? String.format(Locale.ROOT, "%,d", runs.get(CAMPAIGNS / 2)) : "not found";
        String missed = runs.size() < CAMPAIGNS ? " (%d of %d campaigns)".formatted(runs.size(), CAMPAIGNS) : "";
        List<String> properties = verdicts.stream()
                .filter(MutationCampaign.Verdict::isFound)
                .map(MutationCampaign.Verdict::firstProperty)
                .distinct()
                .toList();
        out.println("| `%s` | %s | %s%s | %s | %s |"
                .formatted(
                        mutant.name(),
                        hunt.subject().name(),
                        median,
                        missed,
                        String.format(Locale.ROOT, "%,d", hunt.runs()),
                        String.join(", ", properties)));
    }
}
