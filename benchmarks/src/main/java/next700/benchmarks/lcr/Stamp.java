package next700.benchmarks.lcr;

import java.nio.ByteBuffer;

/** What a message of a measurement begins with: who sent it in which phase, as which of its messages, and when. */
final class Stamp {
    static final int BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES + Long.BYTES;

    private static final int PHASE_AT = 4;
    private static final int SEQUENCE_AT = 8;
    private static final int SENT_AT = 16;

    private Stamp() {}

    static void write(ByteBuffer message, int origin, int phase, long sequence, long sentNanos) {
        message.putInt(0, origin)
                .putInt(PHASE_AT, phase)
                .putLong(SEQUENCE_AT, sequence)
                .putLong(SENT_AT, sentNanos);
    }

    static int origin(ByteBuffer message) {
        return message.getInt(message.position());
    }

    static int phase(ByteBuffer message) {
        return message.getInt(message.position() + PHASE_AT);
    }

    static long sequence(ByteBuffer message) {
        return message.getLong(message.position() + SEQUENCE_AT);
    }

    /** On the clock of its sender. */
    static long sentNanos(ByteBuffer message) {
        return message.getLong(message.position() + SENT_AT);
    }
}
