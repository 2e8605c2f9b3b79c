package next700.induction;

/** Something that is taken to be so in a condition, and where it comes from. */
record Assertion(Kind kind, String name, Formula formula) {
    /** Where it comes from. */
    enum Kind {
        /** What TLA+ says of numbers and sequences. */
        THEORY,
        /** What the module assumes of its constants. */
        AXIOM,
        /** What the lemmas say of the state before. */
        LEMMA,
        /** What an action needs. */
        GUARD,
        /** That what is to be proved is not so. */
        GOAL
    }

    @Override
    public String toString() {
        return name;
    }
}
