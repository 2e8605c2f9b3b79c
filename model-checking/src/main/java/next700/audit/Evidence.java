package next700.audit;

/**
 * One thing that was looked at again, or was not.
 *
 * @param kind such as {@code model}
 * @param name which one
 * @param status what it means for the lemmas at risk
 * @param outcome in words; why, where it was skipped
 */
public record Evidence(Kind kind, String name, Status status, String outcome, double seconds) {
    /** Where evidence comes from. */
    public enum Kind {
        MODEL("model"),
        BROKEN_MODEL("model that must fail"),
        COUNTING("counting argument"),
        INDUCTION("proof by induction"),
        COVERAGE("MACs and signatures"),
        ADVERSARY("adversary"),
        REMOVAL("guard removed"),
        TRACES("traces"),
        /** Whether what was changed is run at all. */
        EXECUTION("execution"),
        /** What the audit goes by: proof maps, models, formulas, adversary, what judges traces. */
        INPUT("evidence itself"),
        ASSUMPTION("assumption");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What a piece of evidence says. */
    public enum Status {
        SUPPORTS("supports"),
        REFUTES("refutes"),
        /** Specification and code disagree, or one of them does more than the other. */
        DIFFERS("differs"),
        /** Not decided, though it matters. */
        UNDECIDED("undecided"),
        /** Decides nothing, but worth knowing. */
        NOTE("note"),
        SKIPPED("skipped");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Evidence skipped(Kind kind, String name, String why) {
        return new Evidence(kind, name, Status.SKIPPED, why, 0);
    }
}
