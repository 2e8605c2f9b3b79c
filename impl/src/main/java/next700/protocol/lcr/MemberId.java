package next700.protocol.lcr;

import java.util.Comparator;
import next700.process.ProcessId;

/**
 * A member of a group: its name, and the address at which its host can be reached. The protocol only compares them; a
 * joiner's address travels with the view that it joins.
 */
public record MemberId(String name, String address) implements ProcessId {
    /** In characters, of name and address alike. */
    public static final int MAX_LENGTH = 255;

    private static final Comparator<MemberId> ORDER =
            Comparator.comparing(MemberId::name).thenComparing(MemberId::address);

    public MemberId {
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a member's name has 1 to 64 letters, digits, '_', '.' or '-', not '" + name + "'");
        }
        if (address.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the address of " + name + " is longer than " + MAX_LENGTH);
        }
    }

    /** A member whose host knows by its name where it is. */
    public static MemberId of(String name) {
        return new MemberId(name, "");
    }

    @Override
    public int compareWithinKind(ProcessId sameKind) {
        return ORDER.compare(this, (MemberId) sameKind);
    }

    @Override
    public String toString() {
        return name;
    }
}
