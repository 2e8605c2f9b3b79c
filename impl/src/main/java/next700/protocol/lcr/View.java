package next700.protocol.lcr;

import java.util.List;

/**
 * A view of the group's membership, which is the ring: {@code p_0} is before {@code p_1}, and so on, and the last
 * before the first (thesis 2.4). Messages name their senders by position.
 *
 * @param number grows from view to view; views that follow one another need not have adjacent numbers
 */
public record View(long number, List<MemberId> members) {
    /** More than this no ring is good for. */
    public static final int MAX_MEMBERS = 64;

    public View {
        members = List.copyOf(members);
        if (members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("a view has at most " + MAX_MEMBERS + " members, not " + members.size());
        }
        for (int i = 1; i < members.size(); i++) {
            for (int j = 0; j < i; j++) {
                String name = members.get(i).name();
                if (name.equals(members.get(j).name())) {
                    throw new IllegalArgumentException(
                            "a view names every member once, but " + name + " is there twice");
                }
            }
        }
    }

    /** The view that a group starts with. */
    public static View initial(List<MemberId> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a group starts with at least one member");
        }
        return new View(0, members);
    }

    public int size() {
        return members.size();
    }

    public boolean contains(MemberId member) {
        return members.contains(member);
    }

    /** From 0; -1 if it is no member. */
    public int positionOf(MemberId member) {
        return members.indexOf(member);
    }

    /** The position after another on the ring. */
    public int successor(int position) {
        return position + 1 == size() ? 0 : position + 1;
    }

    /** The position before another on the ring. */
    public int predecessor(int position) {
        return position == 0 ? size() - 1 : position - 1;
    }

    @Override
    public String toString() {
        return "view " + number + " " + members;
    }
}
