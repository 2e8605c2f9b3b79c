package next700.evidence.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import next700.evidence.history.Reading.Understood;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.linearizability.Linearizability;
import next700.linearizability.Specification;
import next700.linearizability.Violation;
import next700.report.Section;
import next700.report.Verdict;

/**
 * Linearizability of a history of operations.
 *
 * @param drawn whether there will be a page to look at the history
 */
public record OperationsCheck(Reading reading, Duration deadline, boolean unpartitioned, boolean drawn) {
    /** The check of a history of that object, with a picture of what is violated. */
    public OperationsCheck(Optional<Specification<?>> named, Duration deadline, boolean unpartitioned) {
        this(
                new Reading(named, next700.linearizability.Conventions.USUAL, Reading.Keying.SINGLE),
                deadline,
                unpartitioned,
                true);
    }

    /** Checks the history and tells about it. */
    public Section check(History history) {
        if (history.size() == 0) {
            return nothing();
        }
        Understood understood = reading.understand(history);
        Section section = understood
                .otherwise()
                .map(other -> either(history, understood.specification(), other))
                .orElseGet(() -> as(understood.specification(), history));
        if (!understood.remark().isEmpty()) {
            section.result(understood.remark());
        }
        boolean answered =
                history.operations().stream().anyMatch(operation -> operation.completion() instanceof Completion.Ok);
        return answered
                ? section
                : section.result("warning: no operation was ever answered, so that nothing could contradict anything");
    }

    /** A log without operations holds, and says that there was nothing. */
    static Section nothing() {
        return new Section("Operations", "What was recorded is as it should be.")
                .settle(Verdict.HOLDS, "there are no operations: nothing was checked", 0);
    }

    /**
     * A history of pairs that are of one object, or of one at each key. One that is linearizable as the first is so as the
     * second, too: what was read was the latest of all, and so the latest of its key.
     */
    private Section either(History history, Specification<?> one, Specification<?> keyed) {
        Section asOne = as(one, history);
        if (asOne.getVerdict() == Verdict.HOLDS) {
            return asOne;
        }
        Section byKey = as(keyed, history);
        if (byKey.getVerdict() == Verdict.HOLDS && asOne.getVerdict() == Verdict.VIOLATED) {
            double seconds = asOne.getSeconds() + byKey.getSeconds();
            return new Section("Linearizability", asOne.getClaim())
                    .settle(
                            Verdict.UNKNOWN,
                            "linearizable as a " + keyed.name() + ", violated as one " + one.name()
                                    + ": say --independent or --single-key",
                            seconds)
                    .say("As one " + one.name() + ": " + asOne.getSummary() + ".");
        }
        return byKey.getVerdict() == Verdict.VIOLATED ? byKey : asOne;
    }

    private Section as(Specification<?> specification, History history) {
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

    private <S> Linearizability<S> linearizability(Specification<S> specification) {
        Linearizability<S> check = Linearizability.of(specification).withDeadline(deadline);
        return unpartitioned ? check.unpartitioned() : check;
    }

    private Section accuse(
            Section section, History history, Specification<?> specification, Violation violation, double seconds) {
        List<Operation> core = violation.core().operations();
        section.settle(
                        Verdict.VIOLATED,
                        "'" + violation.blocked().describe() + "' has no place among " + history.size() + " operations",
                        seconds)
                .say(violation.explain());
        if (drawn) {
            section.history(
                    HistoryPicture.CAPTION,
                    new HistoryPicture(history, Optional.of(specification), List.of()).draw(violation));
        }
        return section.table(
                violation.core().minimal()
                        ? "Operations that contradict each other; without any one of them there is no contradiction"
                        : "Operations that contradict each other; the search for fewer was ended by the deadline",
                List.of("operation"),
                core.stream().map(operation -> List.of(operation.describe())).toList());
    }
}
