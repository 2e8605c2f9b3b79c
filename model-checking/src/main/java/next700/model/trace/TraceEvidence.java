package next700.model.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What TLC said of recorded runs, which it must follow, and of altered ones. Of each kind of step something must be refused when
 * it is altered: a specification that accepts anything would have accepted what happened, too.
 *
 * @param verdicts of the runs, in their order
 * @param noticed what became of the altered runs; there are none if a run was not accepted
 */
public record TraceEvidence(List<StepTrace> runs, List<TraceVerdict> verdicts, List<Noticed> noticed) {

    /**
     * Runs that were altered in one way.
     *
     * @param step whose name the altered step has
     * @param how the field that was told otherwise, or that the step was left out
     * @param refused how many of them the specification refused
     */
    public record Noticed(String step, String how, int refused, int tried) {}

    static TraceEvidence of(
            List<StepTrace> runs, List<TraceVerdict> verdicts, List<Alteration> altered, List<TraceVerdict> ofAltered) {
        Map<List<String>, List<TraceVerdict>> byKind = new LinkedHashMap<>();
        for (int i = 0; i < altered.size(); i++) {
            byKind.computeIfAbsent(List.of(altered.get(i).step(), altered.get(i).how()), any -> new ArrayList<>())
                    .add(ofAltered.get(i));
        }
        List<Noticed> noticed = new ArrayList<>();
        byKind.forEach((kind, found) -> noticed.add(new Noticed(
                kind.get(0),
                kind.get(1),
                (int) found.stream()
                        .filter(TraceVerdict.Rejected.class::isInstance)
                        .count(),
                found.size())));
        return new TraceEvidence(runs, verdicts, noticed);
    }

    /** The first run that is no behaviour of the specification. */
    public Optional<TraceVerdict.Rejected> refused() {
        return verdicts.stream()
                .filter(TraceVerdict.Rejected.class::isInstance)
                .map(TraceVerdict.Rejected.class::cast)
                .findFirst();
    }

    /** Why it is not known whether the implementation does what the specification says, if it is not known: a sentence. */
    public Optional<String> open() {
        if (runs.isEmpty()) {
            return Optional.of("no run tells of a step: let processes say out.took(...) where they take one");
        }
        return verdicts.stream()
                .filter(TraceVerdict.Unknown.class::isInstance)
                .map(verdict -> ((TraceVerdict.Unknown) verdict).reason())
                .findFirst()
                .or(() -> refused().isPresent() ? Optional.empty() : openOfAltered());
    }

    private Optional<String> openOfAltered() {
        List<String> blind = noticed.stream()
                .collect(Collectors.groupingBy(
                        Noticed::step, LinkedHashMap::new, Collectors.summingInt(Noticed::refused)))
                .entrySet()
                .stream()
                .filter(step -> step.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        return blind.isEmpty()
                ? Optional.empty()
                : Optional.of("no altered " + String.join(", ", blind)
                        + " is refused: let Take hold what the step says against the state");
    }

    /** In one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d of %d traces accepted, %,d steps; %d of %d altered ones refused",
                verdicts.stream()
                        .filter(TraceVerdict.Accepted.class::isInstance)
                        .count(),
                runs.size(),
                verdicts.stream()
                        .mapToInt(verdict -> verdict instanceof TraceVerdict.Accepted accepted ? accepted.steps() : 0)
                        .sum(),
                noticed.stream().mapToInt(Noticed::refused).sum(),
                noticed.stream().mapToInt(Noticed::tried).sum());
    }
}
