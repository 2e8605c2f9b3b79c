package next700.linearizability.streaming;

/**
 * One way in which the history so far can have happened.
 *
 * @param state the state it led to
 * @param done the pending operations that have taken effect in it
 * @param overwrittenAt the position of the event at which the latest overwriting operation took effect in it, -1 if
 *     none did. An overwriting operation invoked before that may be thought to have happened just before, unseen by
 *     anybody, so that it need not be decided whether it did
 */
record Configuration<S>(S state, Slots done, int overwrittenAt) {
    Configuration<S> returned(int slot) {
        return new Configuration<>(state, done.without(slot), overwrittenAt);
    }

    /** Whether an overwriting operation that is pending since that position can have taken effect unseen. */
    boolean canHide(int invokedAt) {
        return invokedAt < overwrittenAt;
    }
}
