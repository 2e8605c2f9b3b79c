package next700.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * {@code D(m)} of thesis B.1: a collision-resistant digest (SHA-256) of a value.
 *
 * <p>A digest is taken over the fields of the value that the protocol acts upon, each with its length or at a
 * fixed width, behind a label that names the kind of value. Two different values therefore never feed the hash
 * the same bytes, and MACs and signatures, which are taken over digests, do not depend on how a message was
 * encoded on the wire.
 */
public record Digest(Bytes value) implements Comparable<Digest> {
    public static final int SIZE_BYTES = 32;

    public Digest {
        if (value.length() != SIZE_BYTES) {
            throw new IllegalArgumentException("a digest has " + SIZE_BYTES + " bytes, not " + value.length());
        }
    }

    /** Starts the digest of a value of the kind that {@code label} names. */
    public static Builder of(String label) {
        return new Builder(label);
    }

    /** The first four bytes in hexadecimal, for people. */
    public String abbreviated() {
        return value.toHex().substring(0, 8);
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toHex();
    }

    /** Collects the fields of a value in order. */
    public static final class Builder {
        private static final int USUAL_BYTES = 119;

        /** To look one up takes as long as to hash a block. It is as new after each digest. */
        private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        });

        private final GrowingBuffer fields = new GrowingBuffer(USUAL_BYTES);

        private Builder(String label) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            add(bytes.length);
            append(bytes);
        }

        public Builder add(long field) {
            fields.room(Long.BYTES).putLong(field);
            return this;
        }

        public Builder add(Bytes field) {
            add(field.length());
            return append(field.toByteArray());
        }

        public Builder add(Digest field) {
            return append(field.value().toByteArray());
        }

        /** In eight bytes what it is and its number; a name of another kind with its length. */
        public Builder add(ProcessId field) {
            return switch (field) {
                case ReplicaId replica -> add(0, replica.number());
                case ClientId client -> add(1, client.number());
                default -> add(2, 0).add(Bytes.utf8(field.name()));
            };
        }

        private Builder add(int kind, int number) {
            fields.room(Long.BYTES).putInt(kind).putInt(number);
            return this;
        }

        private Builder append(byte[] bytes) {
            fields.room(bytes.length).put(bytes);
            return this;
        }

        public Digest digest() {
            MessageDigest sha256 = SHA_256.get();
            sha256.update(fields.content());
            return new Digest(Bytes.copyOf(sha256.digest()));
        }
    }
}
