package next700.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes the fields of a state as bytes, from which a {@link SnapshotReader} takes them in the same order. */
public final class SnapshotWriter {
    private static final int USUAL_BYTES = 1024;

    private ByteBuffer out = ByteBuffer.allocate(USUAL_BYTES);

    public SnapshotWriter put(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public SnapshotWriter put(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public SnapshotWriter put(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public SnapshotWriter put(Digest value) {
        return putAll(value.value());
    }

    /** Preceded by their number. */
    public SnapshotWriter put(Bytes value) {
        return put(value.length()).putAll(value);
    }

    public SnapshotWriter put(Request value) {
        return put(value.client().number()).put(value.timestamp()).put(value.operation());
    }

    /** All that was put, in order. */
    public Bytes bytes() {
        return Bytes.copyOf(Arrays.copyOf(out.array(), out.position()));
    }

    private SnapshotWriter putAll(Bytes value) {
        room(value.length()).put(value.toByteArray());
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int size = Math.max(2 * out.capacity(), out.position() + bytes);
            out = ByteBuffer.allocate(size).put(out.flip());
        }
        return out;
    }
}
