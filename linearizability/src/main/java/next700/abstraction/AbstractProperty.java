package next700.abstraction;

/** One claim about Abstract, as something that a recorded run may contradict. */
public interface AbstractProperty {
    /** Its name in specifications, code, tests and reports, for instance {@code A.5 Commit Order}. */
    String identifier();

    /** The formula that claims it in TLA+, for instance {@code CommitOrder}. */
    String formula();

    PropertyResult check(AbstractRun run);
}
