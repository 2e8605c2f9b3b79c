package next700.wire;

import java.util.Arrays;
import next700.process.Bytes;

/** A frame that is being written. */
final class Out {
    private static final int USUAL_BYTES = 256;

    private final FrameLimits limits;
    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    private int items;
    private int depth;
    private final Memories memories = new Memories();

    Out(FrameLimits limits) {
        this.limits = limits;
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            if (more > limits.maxFrameBytes() - length) {
                throw new IllegalArgumentException("a frame has at most " + limits.maxFrameBytes() + " bytes");
            }
            bytes = Arrays.copyOf(
                    bytes, (int) Math.min(limits.maxFrameBytes(), Math.max(2L * bytes.length, length + more)));
        }
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** A number of 64 bits without sign, in LEB128: seven bits a byte, the lowest first. */
    void number(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            octet((int) left | 0x80);
            left >>>= 7;
        }
        octet((int) left);
    }

    void bytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void bytes(Bytes value) {
        room(value.length());
        value.copyTo(bytes, length);
        length += value.length();
    }

    /** So many elements follow; all together are as many as a frame may have. */
    void items(int count) {
        if (count > limits.maxItems() - items) {
            throw new IllegalArgumentException("a frame has at most " + limits.maxItems() + " elements");
        }
        items += count;
    }

    /** Enters a value of a type that contains its own kind. */
    void enter() {
        if (++depth > In.MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + In.MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /** What forms remember of the frame. */
    Memories memories() {
        return memories;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
