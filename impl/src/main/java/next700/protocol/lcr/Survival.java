package next700.protocol.lcr;

import java.util.function.Predicate;

/** Which members of a view may go on without the others. All members of a group must have the same rule. */
public enum Survival {
    /**
     * Those who are more than half of the view, or half of it with the first on the ring among them. No two sets of
     * members that are apart can both go on, so that no partition and no false suspicion makes two orders; the
     * members that cannot go on stop and say so. What it costs: when half of a view or more fail at once, the rest
     * stop, although they could have gone on. And one connection that breaks between two members that live can stop all:
     * each of the two is believed by some, who close their connection to the other, and a connection that was closed looks
     * to its other end like one that broke, so that suspicion spreads.
     */
    MAJORITY {
        @Override
        boolean permits(View view, Predicate<MemberId> isLeft) {
            long left = view.members().stream().filter(isLeft).count();
            return view.members().isEmpty()
                    || 2 * left > view.size()
                    || (2 * left == view.size() && isLeft.test(view.members().get(0)));
        }
    },

    /**
     * Whoever is left, down to a single member: the thesis' rule (2.2.1), which takes a broken connection as proof
     * that the process at its other end crashed. What it costs: where that is not so, as in a partition of the
     * network, both sides go on, and deliver different things in different orders.
     */
    ALL_BUT_ONE {
        @Override
        boolean permits(View view, Predicate<MemberId> isLeft) {
            return view.members().stream().anyMatch(isLeft);
        }
    };

    /** Whether the members that are left of a view may make the next one. */
    abstract boolean permits(View view, Predicate<MemberId> isLeft);

    /** Whoever is suspected has crashed. */
    boolean assumesPerfectDetector() {
        return this == ALL_BUT_ONE;
    }
}
