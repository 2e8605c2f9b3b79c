package next700.protocol.register;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Signature;

/**
 * A value with its stamp: what a replica holds.
 *
 * <p>Of two values under one stamp, which only a client that lies writes, the larger is the later: what it says counts as two
 * writes.
 *
 * @param signature of the writer, where values speak for themselves
 */
public record Held(Stamp stamp, long value, Optional<Signature> signature) implements Comparable<Held> {
    /** What is there before all writes; nobody needs to have signed it. */
    public static final Held NOTHING = new Held(Stamp.ZERO, 0, Optional.empty());

    /** A value that nobody signs. */
    public static Held of(Stamp stamp, long value) {
        return new Held(stamp, value, Optional.empty());
    }

    Held signedBy(Authentication keys) {
        return new Held(stamp, value, Optional.of(keys.sign(content())));
    }

    /** What is signed. */
    public Digest content() {
        return Digest.of("register")
                .add(stamp.number())
                .add(stamp.writer())
                .add(value)
                .digest();
    }

    /** Whether the writer whom the stamp names has signed it. */
    boolean isAuthentic(Authentication keys) {
        return equals(NOTHING)
                || (stamp.writer() >= 1
                        && signature.isPresent()
                        && keys.verify(content(), new ClientId(stamp.writer()), signature.get()));
    }

    @Override
    public int compareTo(Held other) {
        int byStamp = stamp.compareTo(other.stamp);
        return byStamp != 0 ? byStamp : Long.compare(value, other.value);
    }

    /** Whether the other has the same value under the same stamp. */
    boolean isSame(Held other) {
        return compareTo(other) == 0;
    }

    @Override
    public String toString() {
        return value + "@" + stamp;
    }
}
