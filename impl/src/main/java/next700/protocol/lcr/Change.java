package next700.protocol.lcr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A change of membership: who leaves a view and who enters it. Members merge what they know of, so that changes only
 * grow until one of them is agreed upon by all whom it concerns, and becomes the next view.
 *
 * @param base the view that it changes
 * @param excluded who is believed to have failed, members of the base and joiners
 * @param joining who enters
 * @param leaving who leaves of its own will; it takes part in the change
 */
public record Change(
        View base, NavigableSet<MemberId> excluded, NavigableSet<MemberId> joining, NavigableSet<MemberId> leaving) {

    public Change {
        excluded = sorted(excluded);
        joining = sorted(joining);
        leaving = sorted(leaving);
    }

    private static NavigableSet<MemberId> sorted(Collection<MemberId> members) {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(members));
    }

    /** All that either of two changes of the same view says. */
    Change and(Change other) {
        return new Change(
                base, union(excluded, other.excluded), union(joining, other.joining), union(leaving, other.leaving));
    }

    private static NavigableSet<MemberId> union(NavigableSet<MemberId> some, NavigableSet<MemberId> more) {
        NavigableSet<MemberId> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    public boolean isEmpty() {
        return excluded.isEmpty() && joining.isEmpty() && leaving.isEmpty();
    }

    /**
     * The view that comes of it: those who stay in their order, then those who join. Nobody joins a group of which
     * nobody stays: what it has agreed upon would be lost. A change that says more has a target of a higher number.
     */
    public View target() {
        List<MemberId> members = new ArrayList<>(base.members());
        members.removeAll(excluded);
        members.removeAll(leaving);
        if (!members.isEmpty()) {
            joining.stream().filter(joiner -> !excluded.contains(joiner)).forEach(members::add);
        }
        return new View(base.number() + excluded.size() + joining.size() + leaving.size(), members);
    }

    /** Who must agree: the members of the next view, and those who leave of their own will. */
    public NavigableSet<MemberId> participants() {
        NavigableSet<MemberId> participants = new TreeSet<>(base.members());
        participants.addAll(joining);
        participants.removeAll(excluded);
        return participants;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("change of ").append(base);
        excluded.forEach(member -> text.append(" -").append(member));
        joining.forEach(member -> text.append(" +").append(member));
        leaving.forEach(member -> text.append(" leaving ").append(member));
        return text.toString();
    }
}
