package next700.transactions;

import next700.history.Value;

/**
 * What is taken for granted about registers, whose reads do not tell the order of their versions (Elle, VLDB 2020):
 * the more may be assumed, the more anomalies are found.
 *
 * @param initial what a register holds before its first write; a read of null is one of it, too
 * @param initialFirst the initial version comes before all others
 * @param writesFollowReads a transaction that reads a version and then writes makes a later one
 * @param sequentialKeys each register by itself is sequentially consistent: it keeps the order of each process
 * @param linearizableKeys each register by itself is linearizable: it keeps the order of real time
 */
public record RegisterAssumptions(
        Value initial,
        boolean initialFirst,
        boolean writesFollowReads,
        boolean sequentialKeys,
        boolean linearizableKeys) {
    /** Registers are null at first, and versions follow what was read for them; nothing else is assumed. */
    public static final RegisterAssumptions USUAL = new RegisterAssumptions(Value.NIL, true, true, false, false);

    /** The same with another initial value. */
    public RegisterAssumptions withInitial(Value value) {
        return new RegisterAssumptions(value, initialFirst, writesFollowReads, sequentialKeys, linearizableKeys);
    }

    /** The same with registers that are sequentially consistent, each by itself. */
    public RegisterAssumptions withSequentialKeys() {
        return new RegisterAssumptions(initial, initialFirst, writesFollowReads, true, linearizableKeys);
    }

    /** The same with registers that are linearizable, each by itself. */
    public RegisterAssumptions withLinearizableKeys() {
        return new RegisterAssumptions(initial, initialFirst, writesFollowReads, sequentialKeys, true);
    }
}
