package next700.protocol.abstraction;

import java.nio.ByteBuffer;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.GrowingBuffer;

/** Writes the fields of a state as bytes, from which a {@link SnapshotReader} takes them in the same order. */
public final class SnapshotWriter {
    private static final int USUAL_BYTES = 1024;

    private final GrowingBuffer out = new GrowingBuffer(USUAL_BYTES);

    public SnapshotWriter put(boolean value) {
        out.room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public SnapshotWriter put(int value) {
        out.room(Integer.BYTES).putInt(value);
        return this;
    }

    public SnapshotWriter put(long value) {
        out.room(Long.BYTES).putLong(value);
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
        ByteBuffer content = out.content();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return Bytes.copyOf(bytes);
    }

    private SnapshotWriter putAll(Bytes value) {
        out.room(value.length()).put(value.toByteArray());
        return this;
    }
}
