package next700.broadcast;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Consumer;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.Payload;

/** The two kinds of payloads that the protocol carries without looking: what was broadcast here, and what arrived. */
final class Payloads {
    private Payloads() {}

    /** What counts for every payload beside its bytes: its length on the wire, so that empty ones are not free. */
    static final int OVERHEAD_BYTES = Integer.BYTES;

    /** What this member broadcast. */
    static final class Own implements Payload {
        private final byte[] bytes;
        private final int permits;

        /**
         * Makes a payload.
         *
         * @param permits how much of what may be outstanding it takes up until it is delivered
         */
        Own(byte[] bytes, int permits) {
            this.bytes = bytes;
            this.permits = permits;
        }

        int permits() {
            return permits;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public int sizeBytes() {
            return bytes.length + OVERHEAD_BYTES;
        }
    }

    /**
     * A message as it arrived, which is sent on as it is. It is the payloads' list, so that nothing is made of each
     * payload before it is delivered, and it holds the memory until then.
     */
    static final class Arrived extends AbstractList<Payload> {
        /** One of the payloads, when somebody asks for it. */
        record Slice(ByteBuf bytes) implements Payload {
            @Override
            public int sizeBytes() {
                return bytes.readableBytes() + OVERHEAD_BYTES;
            }
        }

        private final ByteBuf message;
        private final int payloadsAt;
        private final int count;

        /**
         * Takes over a message.
         *
         * @param message its encoding, which this now owns
         * @param payloadsAt where in it the payloads begin
         */
        Arrived(ByteBuf message, int payloadsAt, int count) {
            this.message = message;
            this.payloadsAt = payloadsAt;
            this.count = count;
        }

        ByteBuf message() {
            return message;
        }

        private void forEachSlice(Consumer<ByteBuf> receiver) {
            ByteBuf reader = message.duplicate().readerIndex(payloadsAt);
            for (int i = 0; i < count; i++) {
                receiver.accept(reader.readSlice(WireFormat.readSize(reader)));
            }
        }

        @Override
        public Payload get(int index) {
            ByteBuf[] found = new ByteBuf[1];
            int[] at = {0};
            forEachSlice(slice -> {
                if (at[0] == index) {
                    found[0] = slice;
                }
                at[0]++;
            });
            return new Slice(found[0]);
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Shows each payload of a message to its receiver, for reading. */
    static void forEach(Data data, Consumer<ByteBuffer> receiver) {
        List<Payload> payloads = data.payloads();
        if (payloads instanceof Arrived arrived) {
            arrived.forEachSlice(slice -> receiver.accept(slice.nioBuffer().asReadOnlyBuffer()));
        } else {
            payloads.forEach(payload ->
                    receiver.accept(ByteBuffer.wrap(((Own) payload).bytes()).asReadOnlyBuffer()));
        }
    }

    /** How much less is outstanding once a message of this member is delivered here. */
    static int permits(Data own) {
        int permits = 0;
        for (Payload payload : own.payloads()) {
            permits += ((Own) payload).permits();
        }
        return permits;
    }

    /** The memory of a message is needed no more. */
    static void release(Data data) {
        if (data.payloads() instanceof Arrived arrived) {
            arrived.message().release();
        }
    }
}
