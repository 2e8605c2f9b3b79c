package next700.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import next700.history.Value;

/** For each anomaly what shows it, and beside it what nearly does. */
final class Scenarios {
    private static final Set<String> NONE = Set.of();
    private static final RegisterAssumptions USUAL = RegisterAssumptions.USUAL;

    private Scenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(lists());
        all.addAll(registers());
        return all;
    }

    /** The names of those that do not show what they should: how a test asks from within another class loader. */
    public static List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Scenario scenario : all()) {
            try {
                if (!scenario.found().equals(scenario.anomalies())) {
                    failures.add(scenario.name());
                }
            } catch (RuntimeException e) {
                failures.add(scenario.name() + ": " + e);
            }
        }
        return failures;
    }

    private static List<Scenario> lists() {
        return List.of(
                Scenario.concurrent(
                        "writes in two orders", Set.of("G0"), "A: ax1 ay1", "B: ax2 ay2", "C: rx[1,2] ry[2,1]"),
                Scenario.concurrent("writes in one order", NONE, "A: ax1 ay1", "B: ax2 ay2", "C: rx[1,2] ry[1,2]"),
                Scenario.concurrent("a read of an aborted append", Set.of("G1a"), "A!: ax1", "B: rx[1]"),
                Scenario.concurrent("a read of an append that never answered", NONE, "A?: ax1", "B: rx[1]"),
                Scenario.concurrent(
                        "a read between two appends", Set.of("G1b", "G-single-item"), "A: ax1 ax2", "B: rx[1]"),
                Scenario.concurrent("a read behind two appends", NONE, "A: ax1 ax2", "B: rx[1,2]"),
                Scenario.concurrent("each reads the other's append", Set.of("G1c"), "A: ax1 ry[1]", "B: ay1 rx[1]"),
                Scenario.concurrent("one reads the other's append", NONE, "A: ax1 ry[1]", "B: ay1 rx[]"),
                Scenario.concurrent(
                        "a skewed read", Set.of("G-single-item", "no-read-atomic"), "A: ax1 ay1", "B: ry[] rx[1]"),
                Scenario.concurrent(
                        "a skewed read in the order of the writes",
                        Set.of("G-single-item", "observed-transaction-vanishes"),
                        "A: ax1 ay1",
                        "B: rx[1] ry[]"),
                Scenario.concurrent("a read of neither", NONE, "A: ax1 ay1", "B: ry[] rx[]"),
                Scenario.concurrent(
                        "two updates of one version",
                        Set.of("lost-update", "G-single-item"),
                        "A: rx[] ax1",
                        "B: rx[] ax2",
                        "C: rx[1,2]"),
                Scenario.concurrent("two updates in turn", NONE, "A: rx[] ax1", "B: rx[1] ax2", "C: rx[1,2]"),
                Scenario.concurrent(
                        "a long fork",
                        Set.of("G-nonadjacent-item"),
                        "A: ax1",
                        "B: ay1",
                        "C: rx[1] ry[]",
                        "D: ry[1] rx[]"),
                Scenario.concurrent(
                        "a skewed read by a detour that a long fork cuts short",
                        Set.of("G-single-item", "no-causal-consistency"),
                        "A: ax1",
                        "B: ay1",
                        "C: rx[1] ry[] rv[1]",
                        "D: ry[1] rx[]",
                        "E: ry[1] az1",
                        "F: rz[1] aw1",
                        "G: rw[1] av1"),
                Scenario.concurrent("no fork", NONE, "A: ax1", "B: ay1", "C: rx[1] ry[]", "D: ry[1] rx[1]"),
                Scenario.concurrent("write skew", Set.of("G2-item"), "A: rx[] ay1", "B: ry[] ax1", "C: rx[1] ry[1]"),
                Scenario.concurrent("write skew that nobody saw", Set.of("G2-item"), "A: rx[] ay1", "B: ry[] ax1"),
                Scenario.concurrent("no write skew", NONE, "A: rx[] ay1", "B: ry[1] ax1"),
                Scenario.sequential("a stale read", Set.of("G-single-item-realtime"), "A: ax1", "B: rx[]", "C: rx[1]"),
                Scenario.concurrent("a concurrent read of the past", NONE, "A: ax1", "B: rx[]", "C: rx[1]"),
                Scenario.sequential(
                        "a read that forgets its own process's write",
                        Set.of("G-single-item-process", "no-read-your-writes"),
                        "A@p: ax1",
                        "B@p: rx[]",
                        "C: rx[1]"),
                Scenario.sequential("appends against time", Set.of("G0-realtime"), "A: ax1", "B: ax2", "C: rx[2,1]"),
                Scenario.sequential(
                        "appends against a process", Set.of("G0-process"), "A@p: ax1", "B@p: ax2", "C: rx[2,1]"),
                Scenario.sequential("a read before the append", Set.of("G1c-realtime"), "A: rx[1]", "B: ax1"),
                Scenario.scheduled(
                        "anti-dependencies against time",
                        Set.of("G2-item-realtime"),
                        "B( C( C) A( A) B)",
                        "A: rx[]",
                        "B: ax1 ry[]",
                        "C: ay1"),
                Scenario.scheduled("the same in time", NONE, "B( A( A) C( C) B)", "A: rx[]", "B: ax1 ry[]", "C: ay1"),
                Scenario.scheduled(
                        "a long fork against time",
                        Set.of("G-nonadjacent-item-realtime"),
                        "A( C( B( B) D( D) C) A)",
                        "A: ax1",
                        "B: ay1",
                        "C: rx[1] ry[]",
                        "D: rx[]"),
                Scenario.concurrent("an append that its transaction misses", Set.of("internal"), "A: ax1 rx[]"),
                Scenario.concurrent("an append that its transaction sees", NONE, "A: ax1 rx[1]"),
                Scenario.concurrent(
                        "a list that changes under a transaction",
                        Set.of("fuzzy-read", "G-single-item"),
                        "A: ax1",
                        "B: rx[] rx[1]"),
                Scenario.concurrent("a list that a transaction changes itself", NONE, "A: ax1", "B: rx[1] ax2 rx[1,2]"),
                Scenario.concurrent(
                        "an update of an aborted version",
                        Set.of("G1a", "dirty-update"),
                        "A!: ax1",
                        "B: ax2",
                        "C: rx[1,2]"),
                Scenario.concurrent("an update beside an aborted one", NONE, "A!: ax1", "B: ax2", "C: rx[2]"),
                Scenario.concurrent(
                        "appends out of the order of their transaction",
                        Set.of("G1b", "reordered-appends"),
                        "A: ax1 ax2",
                        "B: rx[2,1]"),
                Scenario.concurrent("appends in the order of their transaction", NONE, "A: ax1 ax2", "B: rx[1,2]"),
                Scenario.concurrent(
                        "two pasts", Set.of("incompatible-order"), "A: ax1", "B: ax2", "C: rx[1]", "D: rx[2]"),
                Scenario.concurrent("one past", NONE, "A: ax1", "B: ax2", "C: rx[1]", "D: rx[1,2]"),
                Scenario.concurrent("an element twice", Set.of("duplicate-elements"), "A: ax1", "B: rx[1,1]"),
                Scenario.concurrent("an element of nobody", Set.of("garbage-read"), "A: ax1", "B: rx[9]", "C: rx[9]"),
                Scenario.concurrent("an append that is read before", Set.of("future-read"), "A: rx[1] ax1"),
                Scenario.concurrent("a read before an append", NONE, "A: rx[] ax1"));
    }

    private static List<Scenario> registers() {
        return List.of(
                Scenario.concurrent("a read of an aborted write", Set.of("G1a"), "A!: wx1", "B: rx1"),
                Scenario.concurrent("a read of a write that never answered", NONE, "A?: wx1", "B: rx1"),
                Scenario.concurrent("a read between two writes", Set.of("G1b"), "A: wx1 wx2", "B: rx1"),
                Scenario.concurrent("a read behind two writes", NONE, "A: wx1 wx2", "B: rx2"),
                Scenario.concurrent("each reads the other's write", Set.of("G1c"), "A: wx1 ry1", "B: wy1 rx1"),
                Scenario.concurrent("one reads the other's write", NONE, "A: wx1 ry1", "B: wy1 rx_"),
                Scenario.concurrent(
                        "a skewed read of registers",
                        Set.of("G-single-item", "no-monotonic-atomic-view"),
                        "A: wx1 wy1",
                        "B: rx1 ry_"),
                Scenario.concurrent(
                        "two updates of one register", Set.of("lost-update", "G2-item"), "A: rx_ wx1", "B: rx_ wx2"),
                Scenario.concurrent("updates of a register in turn", NONE, "A: rx_ wx1", "B: rx1 wx2"),
                Scenario.concurrent(
                        "a long fork of registers",
                        Set.of("G-nonadjacent-item"),
                        "A: wx1",
                        "B: wy1",
                        "C: rx1 ry_",
                        "D: ry1 rx_"),
                Scenario.concurrent("write skew of registers", Set.of("G2-item"), "A: rx_ wy1", "B: ry_ wx1"),
                Scenario.concurrent("a write that its transaction misses", Set.of("internal"), "A: wx1 rx2", "B: wx2"),
                Scenario.concurrent("a write that its transaction sees", NONE, "A: wx1 rx1", "B: wx2"),
                Scenario.concurrent(
                        "a register that changes under a transaction",
                        Set.of("fuzzy-read", "G-single-item"),
                        "A: wx1",
                        "B: rx_ rx1"),
                Scenario.concurrent("a write that is read before", Set.of("future-read"), "A: rx1 wx1"),
                Scenario.concurrent("a value of nobody", Set.of("garbage-read"), "A: rx9"),
                Scenario.concurrent("an initial value of one's own", NONE, "A: rx9")
                        .assuming(USUAL.withInitial(Value.of(9))),
                Scenario.concurrent(
                        "versions in a circle", Set.of("cyclic-versions", "G1c"), "A: rx1 wx2", "B: rx2 wx1"),
                Scenario.concurrent("writes in an order that nobody tells", NONE, "A: wx1", "B: wx2", "C: rx1"),
                Scenario.sequential(
                        "a stale read of a register that was written before",
                        Set.of("no-serial-order-realtime", "no-prefixes-realtime"),
                        "A: wx1",
                        "B: wx2",
                        "C: rx1"),
                Scenario.sequential(
                                "a stale read of a linearizable register",
                                Set.of("cyclic-versions"),
                                "A: wx1",
                                "B: wx2",
                                "C: rx1")
                        .assuming(USUAL.withLinearizableKeys()),
                Scenario.sequential(
                                "a process that goes back in a register",
                                Set.of("cyclic-versions"),
                                "A@p: wx1",
                                "B@p: wx2",
                                "C@q: rx2",
                                "D@q: rx1")
                        .assuming(USUAL.withSequentialKeys()),
                Scenario.scheduled(
                                "a write before one that it read from",
                                Set.of("G1c"),
                                "A( C( C) B( B) A)",
                                "A: wx1 ry1",
                                "B: wy1 wx2",
                                "C: rx1")
                        .assuming(USUAL.withLinearizableKeys()),
                Scenario.sequential("a stale read of a register", Set.of("G-single-item-realtime"), "A: wx1", "B: rx_"),
                Scenario.sequential(
                        "a process that forgets its write",
                        Set.of("G-single-item-process", "no-read-your-writes"),
                        "A@p: wx1",
                        "B@p: rx_"));
    }
}
