package next700.protocol.unanimity;

import java.util.Optional;
import next700.process.Bytes;
import next700.process.Digest;

/** A reply, by its digest; one replica sends it in full as well. */
public record Reply(Digest digest, Optional<Bytes> full) {
    /** With the reply itself. */
    public static Reply inFull(Bytes reply) {
        return new Reply(digestOf(reply), Optional.of(reply));
    }

    /** Without it. */
    public static Reply digestOnly(Bytes reply) {
        return new Reply(digestOf(reply), Optional.empty());
    }

    /** Whether the full reply is there, and is the one that the digest speaks of. */
    public boolean isComplete() {
        return full.isPresent() && digestOf(full.get()).equals(digest);
    }

    private static Digest digestOf(Bytes reply) {
        return Digest.of("REPLY").add(reply).digest();
    }

    @Override
    public String toString() {
        return full.map(Bytes::toUtf8).orElseGet(digest::abbreviated);
    }
}
