package next700.trial.liar;

/** What liars do of their own accord. */
public enum Act {
    NONE,
    REPEAT,
    REPEAT_CHANGED_UNDER_THE_OLD_PROOF,
    SAY_THE_SAME,
    SAY_THE_SAME_CHANGED,
    SAY_IT_IN_ALL_NAMES,
    SAY_IT_CHANGED_IN_ALL_NAMES,
    INVENT;

    /** Whether what is said differs from what was heard in a component. */
    boolean isChange() {
        return this == REPEAT_CHANGED_UNDER_THE_OLD_PROOF
                || this == SAY_THE_SAME_CHANGED
                || this == SAY_IT_CHANGED_IN_ALL_NAMES;
    }
}
