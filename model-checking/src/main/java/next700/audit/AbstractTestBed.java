package next700.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import next700.model.Specifications;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.TraceModule;
import next700.model.trace.TraceValidation;
import next700.simulation.Arena;
import next700.simulation.Campaign;
import next700.simulation.CampaignResult;
import next700.simulation.Counterexample;
import next700.simulation.FuzzOptions;
import next700.trial.Violation;
import next700.simulation.invariant.Invariants;
import next700.simulation.mutation.Mutant;
import next700.simulation.mutation.Mutants;
import next700.simulation.mutation.MutationCampaign;

/** The simulator and its adversary, for compositions of Abstract instances; f is 1. */
public record AbstractTestBed(String protocol, List<Arena> arenas) implements TestBed {
    private static final int FAULTS = 1;
    private static final long SEED = 1;

    /** Runs to see whether a property of Abstract falls with the lemma that fell first. */
    private static final int LOOK_ON = 100;

    /** In an arena of the protocol's own, and in those of these compositions: they have what it cannot do alone. */
    static AbstractTestBed of(String protocol, String... compositions) {
        return new AbstractTestBed(
                protocol,
                Stream.concat(Stream.of(protocol), Stream.of(compositions))
                        .map(name -> Arena.of(name, FAULTS))
                        .toList());
    }

    @Override
    public List<String> invariants() {
        return Invariants.ids();
    }

    @Override
    public Trial explore(int slice, long runs, Duration duration) {
        Arena arena = arenas.get(slice % arenas.size());
        CampaignResult result = Campaign.run(FuzzOptions.of(arena, runs)
                .withSeed(slice + 1L)
                .withThreads(1)
                .lookingOn(LOOK_ON)
                .withDuration(duration));
        Map<String, Long> reached = new LinkedHashMap<>();
        result.reached().forEach((sometimes, count) -> {
            if (count > 0 || sometimes.isExpected(arenas.getFirst())) {
                reached.put(sometimes.meaning(), count);
            }
        });
        return new Trial(
                result.runs(),
                reached,
                result.counterexample().map(found -> fall(result, found)).stream()
                        .toList());
    }

    private static Fall fall(CampaignResult result, Counterexample found) {
        String first = found.run().violation().map(Violation::property).orElse("");
        return new Fall(
                found.violation().property(),
                first,
                found.violation().explanation(),
                "shrunk from " + found.before() + " to " + found.after() + "; " + found.faultBudget(),
                String.join("\n", found.schedule()),
                "./" + found.replayCommand(),
                result.runsToFirstFailure().orElse(0L));
    }

    private static List<Mutant> mutants(Arena arena) {
        return Mutants.of(arena.composition());
    }

    private static String name(Mutant mutant) {
        return (mutant.isThreshold() ? "threshold " : "guard ") + mutant.name();
    }

    @Override
    public List<String> guards() {
        return arenas.stream()
                .flatMap(arena -> mutants(arena).stream())
                .map(AbstractTestBed::name)
                .distinct()
                .toList();
    }

    @Override
    public Removal remove(String guard, long runs) {
        long tried = 0;
        for (Arena arena : arenas) {
            Optional<Mutant> mutant = mutants(arena).stream()
                    .filter(candidate -> name(candidate).equals(guard))
                    .findFirst();
            if (mutant.isPresent()) {
                MutationCampaign.Verdict verdict = MutationCampaign.hunt(mutant.get(), arena, 1, runs, 1, false);
                if (verdict.isFound()) {
                    return new Removal(true, tried + verdict.runs().orElse(0L), verdict.firstProperty());
                }
                tried += runs;
            }
        }
        return new Removal(false, tried, "");
    }

    @Override
    public List<Count> count(Set<String> names) {
        return Counting.prove(names);
    }

    @Override
    public Optional<Traces> replay(Specifications specifications, int runs, Duration timeout) {
        return TraceModule.of(protocol)
                .map(module -> Traces.of(new TraceValidation(module, timeout, specifications)
                        .validate(SimulatedTraces.of(module, arenas, SEED, runs))));
    }
}
