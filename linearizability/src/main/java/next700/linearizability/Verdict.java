package next700.linearizability;

/** What is known about a history after checking it. */
public sealed interface Verdict {
    /** It is linearizable, as {@link CertificateChecker} can see for itself. */
    record Holds(Certificate certificate) implements Verdict {}

    /** It is not linearizable. */
    record Violated(Violation violation) implements Verdict {}

    /** A bound was reached before the answer. Never to be taken for {@link Holds}. */
    record Unknown(Reason reason, Progress progress) implements Verdict {}

    /** The bound that was reached. */
    enum Reason {
        DEADLINE,
        MEMORY
    }

    /**
     * How far a search without an answer came.
     *
     * @param parts into how many parts the history falls, of which {@code partsDecided} are known to be linearizable
     * @param required how many operations of the other parts need a place, of which {@code placed} had one at the same
     *     time at the best
     */
    record Progress(int parts, int partsDecided, int required, int placed) {}

    /** The verdict in a few sentences. */
    default String explain() {
        return switch (this) {
            case Holds holds ->
                "The history is linearizable: an order of "
                        + holds.certificate().order().size() + " operations proves it.";
            case Violated violated -> violated.violation().explain();
            case Unknown unknown -> {
                Progress progress = unknown.progress();
                String bound = switch (unknown.reason()) {
                    case DEADLINE -> "the deadline passed";
                    case MEMORY -> "the history is too long for the memory allowed";
                };
                yield "Not known whether the history is linearizable: " + bound + ". Of its " + progress.parts()
                        + " independent parts, " + progress.partsDecided() + " are linearizable; in the others, "
                        + progress.placed() + " of " + progress.required() + " operations found a place.";
            }
        };
    }
}
