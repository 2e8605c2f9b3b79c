package next700.protocol.abstraction;

import java.nio.ByteBuffer;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;

/**
 * Takes the fields that a {@link SnapshotWriter} put, in the same order, from bytes that nobody vouches for. Whatever is not
 * there is an {@link IllegalArgumentException}, and what is allocated is never more than the bytes that are left.
 */
public final class SnapshotReader {
    private final ByteBuffer in;

    public SnapshotReader(Bytes snapshot) {
        this.in = ByteBuffer.wrap(snapshot.toByteArray());
    }

    public boolean takeBoolean() {
        check(1);
        return in.get() == 1;
    }

    public int takeInt() {
        check(Integer.BYTES);
        return in.getInt();
    }

    public long takeLong() {
        check(Long.BYTES);
        return in.getLong();
    }

    public Digest takeDigest() {
        return new Digest(take(Digest.SIZE_BYTES));
    }

    public Bytes takeBytes() {
        return take(takeInt());
    }

    public Request takeRequest() {
        return new Request(new ClientId(takeInt()), takeLong(), takeBytes());
    }

    public boolean isAtEnd() {
        return !in.hasRemaining();
    }

    private Bytes take(int length) {
        check(length);
        byte[] field = new byte[length];
        in.get(field);
        return Bytes.copyOf(field);
    }

    private void check(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(
                    "a field of " + length + " bytes where " + in.remaining() + " bytes of the snapshot are left");
        }
    }
}
