package next700.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.model.Specifications;
import next700.model.trace.RingRun;
import next700.model.trace.RingTrace;
import next700.model.trace.RingValidation;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.View;
import next700.simulation.LabelledTape;
import next700.simulation.Violation;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.lcr.LcrNarrator;
import next700.simulation.lcr.LcrRun;
import next700.simulation.lcr.invariant.LcrInvariants;
import next700.simulation.mutation.LcrProbe;
import next700.simulation.mutation.Mutant;
import next700.simulation.mutation.Mutants;

/** The simulator of LCR. */
public record LcrTestBed() implements TestBed {
    private static final long AIMED_RUNS = 600;

    @Override
    public String protocol() {
        return "lcr";
    }

    @Override
    public List<String> invariants() {
        return LcrInvariants.ids();
    }

    @Override
    public Trial explore(int slice, long runs, Duration duration) {
        LcrCampaign.Result result = LcrCampaign.run(
                LcrCampaign.Options.of(runs).withSeed(slice + 1L).withThreads(1).withDuration(duration));
        return trial(result);
    }

    @Override
    public Trial aim(Set<String> touched) {
        for (Mutant mutant : Mutants.ofLcr()) {
            long first = LcrProbe.firstRun(mutant);
            if (touched.contains(name(mutant)) && first > 0) {
                Trial trial = trial(LcrCampaign.run(
                        LcrCampaign.Options.of(AIMED_RUNS).from(first).withThreads(1)));
                if (!trial.falls().isEmpty()) {
                    return trial;
                }
            }
        }
        return new Trial(0, Map.of(), List.of());
    }

    private static Trial trial(LcrCampaign.Result result) {
        Map<String, Long> reached = new LinkedHashMap<>();
        result.reached().forEach((sometimes, count) -> reached.put(sometimes.meaning(), count));
        return new Trial(
                result.runs(),
                reached,
                result.counterexample().map(run -> fall(result, run)).stream().toList());
    }

    private static Fall fall(LcrCampaign.Result result, LcrRun run) {
        LcrCampaign.Failure failure = result.first().orElseThrow();
        String property = failure.violation().property();
        String explanation = run.violations().stream()
                .filter(violation -> violation.property().equals(property))
                .map(Violation::explanation)
                .findFirst()
                .orElse(failure.violation().explanation());
        return new Fall(
                property,
                run.violation().map(Violation::property).orElse(property),
                explanation,
                run.events().size() + " events",
                LcrNarrator.describe(run),
                "./next700 fuzz lcr --replay=" + LabelledTape.of("lcr", run.tape()),
                failure.run() + 1);
    }

    private static String name(Mutant mutant) {
        return "guard " + mutant.name();
    }

    @Override
    public List<String> guards() {
        return Mutants.ofLcr().stream().map(LcrTestBed::name).toList();
    }

    @Override
    public Removal remove(String guard, long runs) {
        Mutant mutant = Mutants.ofLcr().stream()
                .filter(candidate -> name(candidate).equals(guard))
                .findFirst()
                .orElseThrow();
        LcrProbe.Findings found = LcrProbe.hunt(mutant);
        return new Removal(found.run().isPresent(), found.run().orElse(runs), found.property());
    }

    @Override
    public List<Count> count(Set<String> names) {
        return Counting.prove(names);
    }

    @Override
    public Optional<Traces> replay(Specifications specifications, int runs, Duration timeout) {
        List<RingTrace> traces = new ArrayList<>();
        for (long number = 0; traces.size() < runs && number < 4L * runs; number++) {
            trace(number).ifPresent(traces::add);
        }
        return Optional.of(Traces.of(new RingValidation(timeout, specifications).validate(traces)));
    }

    private static Optional<RingTrace> trace(long number) {
        LcrRun run = LcrCampaign.runOf(1, number);
        List<LcrStep> steps =
                run.events().stream().flatMap(event -> event.steps().stream()).toList();
        try {
            return Optional.of(RingRun.trace(
                    "run " + number + " of seed 1", View.initial(run.setup().founders()), steps));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The specification has no words for it, such as a member that comes back.
            return Optional.empty();
        }
    }
}
