package next700.protocol.abstraction;

/** What a step of a paper means to Abstract, whatever its name there. */
public enum StepKind {
    /** A client invokes a request on an instance: Z1, Q1, C1. */
    INVOKES,
    /** A replica gives a request its place in the order, for others to execute: Z2. */
    ORDERS,
    /** A replica executes a request, or answers one that it had executed: Z3, Q2, C2, C3. */
    EXECUTES,
    /** A client commits: Z4, Q3, C4. */
    COMMITS,
    /** A client panics: P1. */
    PANICS,
    /** A replica stops: P2. */
    STOPS,
    /** A client aborts: P3. */
    ABORTS,
    /** Something inside a protocol that its instance does not show. */
    INTERNAL;

    /** As recordings spell it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The kind that {@link #word} spells. */
    public static StepKind of(String word) {
        for (StepKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no kind of step");
    }
}
