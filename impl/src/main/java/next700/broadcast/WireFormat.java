package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import next700.process.Bytes;
import next700.process.Digest;
import next700.protocol.lcr.Clock;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Ack;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.Payload;
import next700.protocol.lcr.View;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import next700.wire.RecordCodec;

/**
 * How members write to each other: frames of four bytes of length, one of kind, and the fields in their order; numbers as
 * LEB128, lists behind their length. A message that travels around the ring is the same bytes on every hop, so that it is
 * forwarded without being encoded again: such frames are written by hand, since every codec copies what it decodes. All
 * others are {@link Control}, as its records are.
 *
 * <p>Whatever does not decode is an {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}.
 */
final class WireFormat {
    static final int VERSION = 3;
    static final int LENGTH_BYTES = 4;

    static final byte HELLO = 1;
    static final byte RING = 5;
    static final byte RECOVERED = 6;
    static final byte CONTROL = 13;

    private static final int MAGIC = 0x4c435221;

    /** Well beyond the four lists of members in a change. */
    private static final RecordCodec<Control> CONTROLS =
            new RecordCodec<>(Control.class, List.of(), new FrameLimits(1 << 20, 16 * View.MAX_MEMBERS));

    /** Enough for a frame without payloads. */
    private static final int SMALL_BYTES = 128;

    private WireFormat() {}

    // --- frames without messages of the application

    /** A greeting. What it begins with is the same in all versions. */
    static ByteBuf hello(ByteBufAllocator allocator, int version, Control.Hello hello) {
        ByteBuf out = begin(allocator, HELLO).writeInt(MAGIC).writeInt(version);
        return end(out.writeBytes(CONTROLS.encode(hello)));
    }

    /** Reads the version of a greeting. */
    static int readVersion(ByteBuf in) {
        if (in.readInt() != MAGIC) {
            throw new IllegalArgumentException("not a member of such a group");
        }
        return in.readInt();
    }

    /** What the acceptor of a connection says with its MAC: that it has read this greeting, and holds the group's key. */
    static Digest challenge(Control.Hello hello, Bytes answer) {
        return content("LCR CHALLENGE", hello, answer);
    }

    /** What the dialler says with its own. */
    static Digest proof(Control.Hello hello, Bytes answer) {
        return content("LCR PROOF", hello, answer);
    }

    private static Digest content(String label, Control.Hello hello, Bytes answer) {
        return Digest.of(label)
                .add(VERSION)
                .add(Bytes.copyOf(CONTROLS.encode(hello)))
                .add(answer)
                .digest();
    }

    static ByteBuf control(ByteBufAllocator allocator, Control control) {
        return end(begin(allocator, CONTROL).writeBytes(CONTROLS.encode(control)));
    }

    /** Reads the rest of a frame. */
    static Control readControl(ByteBuf in) {
        byte[] encoded = new byte[in.readableBytes()];
        in.readBytes(encoded);
        try {
            return CONTROLS.decode(encoded);
        } catch (MalformedFrameException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    // --- messages of the protocol

    /** Writes a message as one frame or several, each of which {@code out} takes over. */
    static void write(ByteBufAllocator allocator, LcrMessage message, Consumer<ByteBuf> out) {
        switch (message) {
            case Ring ring -> writeRing(allocator, ring, out);
            case Recover recover -> writeRecover(allocator, recover, out);
            case LcrMessage.Membership said -> out.accept(control(allocator, new Control.Said(said)));
        }
    }

    /** Acknowledgements are a frame before that of the message, so that nobody waits for its end to hear of them. */
    private static void writeRing(ByteBufAllocator allocator, Ring ring, Consumer<ByteBuf> out) {
        if (!ring.acks().isEmpty()) {
            ByteBuf frame = beginRing(allocator.buffer(SMALL_BYTES), ring.view(), ring.acks());
            out.accept(end(frame));
        }
        if (ring.data().isPresent()) {
            int sizeBytes = SMALL_BYTES + ownBytes(ring.data().get());
            writeWithData(
                    beginRing(allocator.buffer(sizeBytes), ring.view(), List.of()),
                    ring.data().get(),
                    out);
        }
    }

    private static ByteBuf beginRing(ByteBuf frame, long view, List<Ack> acks) {
        begin(frame, RING);
        writeNumber(frame, view);
        writeNumber(frame, acks.size());
        for (Ack ack : acks) {
            writeNumber(frame, ack.origin());
            writeNumber(frame, ack.sequence());
        }
        return frame;
    }

    /** One frame for each pending message, so that no frame is longer than a message may be. */
    private static void writeRecover(ByteBufAllocator allocator, Recover recover, Consumer<ByteBuf> out) {
        for (Data data : recover.pending()) {
            ByteBuf frame = begin(allocator, RECOVERED);
            writeNumber(frame, data.view());
            writeWithData(frame, data, out);
        }
        out.accept(control(allocator, new Control.Recovering(recover.pending().size(), recover.change())));
    }

    /** What arrived is not copied: its memory is written behind the frame's beginning. */
    private static void writeWithData(ByteBuf frame, Data data, Consumer<ByteBuf> out) {
        if (data.payloads() instanceof Payloads.Arrived arrived) {
            frame.setInt(
                    0, frame.readableBytes() - LENGTH_BYTES + arrived.message().readableBytes());
            out.accept(frame);
            out.accept(arrived.message().retainedDuplicate());
        } else {
            writeOwn(frame, data);
            out.accept(end(frame));
        }
    }

    /** Room for what is to be copied into a frame, which would otherwise grow, and be copied, again and again. */
    private static int ownBytes(Data data) {
        return data.payloads() instanceof Payloads.Arrived
                ? 0
                : data.sizeBytes() + data.payloads().size();
    }

    private static void writeOwn(ByteBuf out, Data data) {
        writeNumber(out, data.origin());
        writeNumber(out, data.following());
        writeNumber(out, data.clock().size());
        for (int i = 0; i < data.clock().size(); i++) {
            writeNumber(out, data.clock().at(i));
        }
        writeNumber(out, data.payloads().size());
        for (Payload payload : data.payloads()) {
            byte[] bytes = ((Payloads.Own) payload).bytes();
            writeNumber(out, bytes.length);
            out.writeBytes(bytes);
        }
    }

    static Ring readRing(ByteBuf in) {
        long view = readNumber(in);
        int count = readCount(in, View.MAX_MEMBERS);
        List<Ack> acks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            acks.add(new Ack(readCount(in, View.MAX_MEMBERS), readNumber(in)));
        }
        return new Ring(view, in.isReadable() ? Optional.of(readData(view, in)) : Optional.empty(), acks);
    }

    /** The rest of a frame is a message; it holds on to the memory. */
    static Data readData(long view, ByteBuf in) {
        ByteBuf message = in.readSlice(in.readableBytes());
        ByteBuf reader = message.duplicate();
        int origin = readCount(reader, View.MAX_MEMBERS);
        int following = readSize(reader);
        long[] counts = new long[readCount(reader, View.MAX_MEMBERS)];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = readNumber(reader);
        }
        if (origin >= counts.length) {
            throw new IllegalArgumentException("a message of member " + origin + " of " + counts.length);
        }
        int payloads = readSize(reader);
        int payloadsAt = reader.readerIndex();
        int sizeBytes = 0;
        for (int i = 0; i < payloads; i++) {
            int size = readSize(reader);
            reader.skipBytes(size);
            sizeBytes += size + Payloads.OVERHEAD_BYTES;
        }
        if (reader.isReadable()) {
            throw new IllegalArgumentException("bytes behind the last payload");
        }
        return new Data(
                view,
                origin,
                Clock.of(counts),
                following,
                sizeBytes,
                new Payloads.Arrived(message.retain(), payloadsAt, payloads));
    }

    private static void writeNumber(ByteBuf out, long number) {
        long left = number;
        while ((left & ~0x7fL) != 0) {
            out.writeByte((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    static long readNumber(ByteBuf in) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.readByte();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number that is too large");
    }

    static int readCount(ByteBuf in, int most) {
        long count = readNumber(in);
        if (count > most) {
            throw new IllegalArgumentException("at most " + most + " expected, not " + count);
        }
        return (int) count;
    }

    /** The number of bytes of something that is still to be read, or of things that have a byte at least. */
    static int readSize(ByteBuf in) {
        return readCount(in, Integer.MAX_VALUE);
    }

    static ByteBuf begin(ByteBufAllocator allocator, byte kind) {
        return begin(allocator.buffer(SMALL_BYTES), kind);
    }

    private static ByteBuf begin(ByteBuf frame, byte kind) {
        return frame.writeInt(0).writeByte(kind);
    }

    static ByteBuf end(ByteBuf frame) {
        return frame.setInt(0, frame.readableBytes() - LENGTH_BYTES);
    }
}
