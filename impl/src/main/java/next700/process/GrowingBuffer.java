package next700.process;

import java.nio.ByteBuffer;

/** Collects bytes of which nobody knows beforehand how many there will be. */
public final class GrowingBuffer {
    private ByteBuffer collected;

    public GrowingBuffer(int usualBytes) {
        collected = ByteBuffer.allocate(usualBytes);
    }

    /** Where so many more bytes can be put. */
    public ByteBuffer room(int bytes) {
        if (collected.remaining() < bytes) {
            int size = Math.max(2 * collected.capacity(), collected.position() + bytes);
            collected = ByteBuffer.allocate(size).put(collected.flip());
        }
        return collected;
    }

    /** What was put, ready to be read. */
    public ByteBuffer content() {
        return collected.duplicate().flip();
    }
}
