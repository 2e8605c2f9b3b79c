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
import next700.simulation.Exploration;
import next700.simulation.LabelledTape;
import next700.simulation.mutation.Mutant;
import next700.simulation.mutation.Mutants;
import next700.simulation.mutation.PbftProbe;
import next700.simulation.mutation.Redefinition;
import next700.simulation.pbft.PbftCampaign;
import next700.simulation.pbft.PbftSimulation.Outcome;

/** The simulator of PBFT. */
public record PbftTestBed() implements TestBed {
    private static final String PREFIX = "PBFT.";
    private static final long SEED = 1;
    private static final int SHOWN_LINES = 80;
    private static final Duration SHRINKING = Duration.ofSeconds(20);

    @Override
    public String protocol() {
        return "pbft";
    }

    @Override
    public List<String> invariants() {
        return PbftCampaign.properties().stream().map(name -> PREFIX + name).toList();
    }

    @Override
    public Trial explore(int slice, long runs, Duration duration) {
        PbftCampaign.Result result =
                PbftCampaign.run(slice + 1L, new Exploration(0, runs, 1, Optional.of(duration)), done -> {});
        Map<String, Long> reached = new LinkedHashMap<>();
        result.reached().forEach((sometimes, count) -> reached.put(sometimes.meaning(), count));
        return new Trial(
                result.runs(),
                reached,
                result.failure().map(failure -> fall(failure.outcome(), result.runs())).stream()
                        .toList());
    }

    private static Fall fall(Outcome failure, long run) {
        Outcome smallest = PbftCampaign.shrink(failure, SHRINKING);
        String property = PREFIX + smallest.property();
        String violation = smallest.violation().orElse("");
        List<String> story = PbftCampaign.narrate(smallest);
        Stream<String> shown = story.size() <= SHOWN_LINES
                ? story.stream()
                : Stream.concat(
                        Stream.of(story.get(0), "... %,d lines".formatted(story.size() - SHOWN_LINES)),
                        story.subList(story.size() - SHOWN_LINES + 1, story.size()).stream());
        return new Fall(
                property,
                property,
                violation.substring(violation.indexOf(':') + 1).strip() + ".",
                "shrunk from %,d to %,d events".formatted(failure.events(), smallest.events()),
                String.join("\n", shown.toList()),
                "./next700 fuzz pbft --replay=" + LabelledTape.of("pbft", smallest.tape()),
                run);
    }

    private static String name(Mutant mutant) {
        return "guard " + mutant.name();
    }

    @Override
    public List<String> guards() {
        return Mutants.ofPbft().stream().map(PbftTestBed::name).toList();
    }

    @Override
    public Removal remove(String guard, long runs) {
        Mutant mutant = Mutants.ofPbft().stream()
                .filter(candidate -> name(candidate).equals(guard))
                .findFirst()
                .orElseThrow();
        PbftProbe.Findings found = PbftProbe.hunt(Redefinition.of(mutant), runs);
        return new Removal(
                found.run().isPresent(),
                found.run().map(run -> run + 1).orElse(runs),
                PREFIX + found.violation().split(":", 2)[0]);
    }

    @Override
    public List<Count> count(Set<String> names) {
        return Counting.prove(names);
    }

    @Override
    public Optional<Traces> replay(Specifications specifications, int runs, Duration timeout) {
        return Optional.of(Traces.of(new TraceValidation(TraceModule.PBFT, timeout, specifications)
                .validate(SimulatedTraces.ofPbft(SEED, runs))));
    }
}
