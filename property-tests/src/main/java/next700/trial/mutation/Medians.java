package next700.simulation.mutation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import next700.simulation.Arena;

/** How long it takes to miss each guard and threshold that is gone: the median of several campaigns, as a table. */
public final class Medians {
    private static final int CAMPAIGNS = 5;
    private static final long MAX_RUNS = 20_000;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** What one campaign came to: after how many runs what fell, if anything did. */
    private record Hunt(Optional<Long> runs, String property) {}

    private final PrintStream out;

    private Medians(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        Medians medians = new Medians(System.out);
        medians.out.println(String.format(Locale.ROOT, """
                # How soon the adversary notices that a guard is gone

                Each guard and each threshold of the protocols was removed alone (a guard always says yes, a threshold is one
                lower), and the adversary tried one schedule after another until a property fell, in %d campaigns with
                different seeds, of at most %,d runs each (PBFT: %d). The median is given, and which properties fell. Made by
                `ci/mutants`; the tests hunt every guard once, with a seed of their own.
                """, CAMPAIGNS, MAX_RUNS, PbftProbe.MAX_RUNS));
        medians.out.println("| guard or threshold | hunted in | runs to find that it is gone | what falls |");
        medians.out.println("|---|---|---|---|");
        Set<Mutant> hunted = new LinkedHashSet<>();
        for (String name : List.of("quorum", "zlight", "chain", "azyzzyva")) {
            for (Mutant mutant : Mutants.toBeFound(Arena.of(name, 1).composition())) {
                if (hunted.add(mutant)) {
                    Arena home = Mutants.home(mutant, 1);
                    medians.row(mutant, home.composition().name(), seed -> ofInstances(mutant, home, seed));
                }
            }
        }
        PbftProbe.toBeFound().forEach(mutant -> medians.row(mutant, "pbft", seed -> ofPbft(mutant, seed)));
    }

    private static Hunt ofInstances(Mutant mutant, Arena home, long seed) {
        MutationCampaign.Verdict verdict = MutationCampaign.hunt(mutant, home, seed, MAX_RUNS, THREADS, false);
        return new Hunt(verdict.runs(), verdict.firstProperty());
    }

    private static Hunt ofPbft(Mutant mutant, long seed) {
        PbftProbe.Findings found = PbftProbe.hunt(mutant, seed);
        return new Hunt(found.run().map(run -> run + 1), found.violation().split(":", 2)[0]);
    }

    private void row(Mutant mutant, String where, LongFunction<Hunt> hunt) {
        List<Hunt> hunts = new ArrayList<>(
                LongStream.rangeClosed(1, CAMPAIGNS).mapToObj(hunt).toList());
        List<Long> runs =
                hunts.stream().flatMap(one -> one.runs().stream()).sorted().toList();
        boolean isMedianFound = runs.size() > CAMPAIGNS / 2;
        String median = isMedianFound ? String.format(Locale.ROOT, "%,d", runs.get(CAMPAIGNS / 2)) : "not found";
        String missed = runs.size() < CAMPAIGNS ? " (%d of %d campaigns)".formatted(runs.size(), CAMPAIGNS) : "";
        List<String> properties = hunts.stream()
                .map(Hunt::property)
                .filter(property -> !property.isEmpty())
                .distinct()
                .toList();
        out.println("| `" + mutant.name() + "` | " + where + " | " + median + missed + " | "
                + String.join(", ", properties) + " |");
    }
}
