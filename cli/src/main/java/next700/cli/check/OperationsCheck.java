package next700.cli.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import next700.cli.BadDataException;
import next700.cli.UsageException;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.history.Operation;
import next700.linearizability.Linearizability;
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.linearizability.Violation;

/** Linearizability of a history of operations. */
public record OperationsCheck(Optional<Specification<?>> named, Duration deadline, boolean unpartitioned) {

    /** Checks the history and tells about it. */
    public Section check(History history) {
        Specification<?> specification =
                named.or(() -> Specifications.detect(history)).orElseThrow(() -> undetected(history));
        Section section = new Section(
                "Linearizability",
                "Every operation seems to take effect at one moment between invocation and response, as on a single "
                        + specification.name() + ".");
        long start = System.nanoTime();
        var verdict = linearizability(specification).check(history);
        double seconds = (System.nanoTime() - start) / 1e9;
        return switch (verdict) {
            case next700.linearizability.Verdict.Holds holds ->
                section.settle(
                        Verdict.HOLDS,
                        history.size() + " operations as a " + specification.name()
                                + "; a linearization of "
                                + holds.certificate().order().size()
                                + " of them was found and replayed",
                        seconds);
            case next700.linearizability.Verdict.Unknown unknown ->
                section.settle(Verdict.UNKNOWN, unknown.explain(), seconds);
            case next700.linearizability.Verdict.Violated violated ->
                accuse(section, history, specification, violated.violation(), seconds);
        };
    }

    /** What to say of a history that does not tell what it is of. */
    private static RuntimeException undetected(History history) {
        if (history.size() == 0) {
            return new BadDataException(history.source() + ": it has no operations", null);
        }
        List<Specification<?>> all = Specifications.all();
        for (Operation operation : history.operations()) {
            if (all.stream().noneMatch(known -> known.functions().contains(operation.function()))) {
                return new MalformedHistoryException(
                        history.source(),
                        operation.invoked().line(),
                        0,
                        "no specification has a function '" + operation.function() + "'; there are "
                                + all.stream()
                                        .map(known -> known.name()
                                                + new TreeSet<>(known.functions())
                                                        .toString()
                                                        .replace('[', '(')
                                                        .replace(']', ')'))
                                        .collect(Collectors.joining(", ")));
            }
        }
        return new UsageException(history.source()
                + ": the functions that it calls do not tell its specification; name one with --spec: "
                + all.stream().map(Specification::name).collect(Collectors.joining(", ")));
    }

    private <S> Linearizability<S> linearizability(Specification<S> specification) {
        Linearizability<S> check = Linearizability.of(specification).withDeadline(deadline);
        return unpartitioned ? check.unpartitioned() : check;
    }

    private static Section accuse(
            Section section, History history, Specification<?> specification, Violation violation, double seconds) {
        List<Operation> core = violation.core().operations();
        return section.settle(
                        Verdict.VIOLATED,
                        "'" + violation.blocked().describe() + "' has no place among " + history.size() + " operations",
                        seconds)
                .say(violation.explain())
                .history(
                        HistoryPicture.CAPTION,
                        new HistoryPicture(history, Optional.of(specification), List.of()).draw(violation))
                .table(
                        violation.core().minimal()
                                ? "Operations that contradict each other; without any one of them there is no contradiction"
                                : "Operations that contradict each other; the search for fewer was ended by the deadline",
                        List.of("operation"),
                        core.stream()
                                .map(operation -> List.of(operation.describe()))
                                .toList());
    }
}
