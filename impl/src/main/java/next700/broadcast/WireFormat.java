package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import next700.protocol.lcr.Change;
import next700.protocol.lcr.Clock;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Ack;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.protocol.lcr.Survival;
import next700.protocol.lcr.View;

/**
 * How members write to each other: frames of four bytes of length, one of kind, and the fields in their order; numbers as
 * LEB128, texts and lists behind their length. A message that travels around the ring is the same bytes on every hop, so
 * that it is forwarded without being encoded again. Written by hand, since every kept codec copies what it decodes.
 *
 * <p>Whatever does not decode is an {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}.
 */
final class WireFormat {
    static final int VERSION = 1;
    static final int LENGTH_BYTES = 4;

    static final byte HELLO = 1;
    static final byte WELCOME = 2;
    static final byte REFUSED = 3;
    static final byte PING = 4;
    static final byte RING = 5;
    static final byte RECOVERED = 6;
    static final byte RECOVER = 7;
    static final byte ACK_RECOVER = 8;
    static final byte END_RECOVERY = 9;
    static final byte COMPLETED = 10;
    static final byte JOIN = 11;
    static final byte JOIN_REFUSED = 12;

    private static final int MAGIC = 0x4c435221;
    private static final int MAX_TEXT_BYTES = 2048;

    /** Enough for a frame without payloads. */
    private static final int SMALL_BYTES = 128;

    private WireFormat() {}

    /** How a member introduces itself to one that it dialled, and what the two must agree on. */
    record Hello(int version, String group, MemberId from, String to, Survival survival, int maxMessageBytes) {}

    // --- frames that begin a connection

    static ByteBuf hello(ByteBufAllocator allocator, Hello hello) {
        ByteBuf out = begin(allocator, HELLO);
        out.writeInt(MAGIC).writeInt(hello.version());
        writeText(out, hello.group());
        writeMember(out, hello.from());
        writeText(out, hello.to());
        writeText(out, hello.survival().name());
        writeNumber(out, hello.maxMessageBytes());
        return end(out);
    }

    /** Reads a greeting; of one in another version, only the version is known. */
    static Hello readHello(ByteBuf in) {
        if (in.readInt() != MAGIC) {
            throw new IllegalArgumentException("not a member of such a group");
        }
        int version = in.readInt();
        if (version != VERSION) {
            return new Hello(version, "", MemberId.of("unknown"), "", Survival.MAJORITY, 0);
        }
        String group = readText(in);
        MemberId from = readMember(in);
        String to = readText(in);
        return new Hello(version, group, from, to, Survival.valueOf(readText(in)), readSize(in));
    }

    static ByteBuf welcome(ByteBufAllocator allocator) {
        return end(begin(allocator, WELCOME));
    }

    static ByteBuf ping(ByteBufAllocator allocator) {
        return end(begin(allocator, PING));
    }

    static ByteBuf refused(ByteBufAllocator allocator, String reason) {
        ByteBuf out = begin(allocator, REFUSED);
        writeText(out, reason);
        return end(out);
    }

    // --- messages of the protocol

    /** Writes a message as one frame or several, each of which {@code out} takes over. */
    static void write(ByteBufAllocator allocator, LcrMessage message, Consumer<ByteBuf> out) {
        switch (message) {
            case Ring ring -> writeRing(allocator, ring, out);
            case Recover recover -> writeRecover(allocator, recover, out);
            case LcrMessage.AckRecover ack -> out.accept(change(allocator, ACK_RECOVER, ack.change()));
            case LcrMessage.EndRecovery ended -> out.accept(change(allocator, END_RECOVERY, ended.change()));
            case LcrMessage.Completed completed -> out.accept(change(allocator, COMPLETED, completed.change()));
            case LcrMessage.Join join -> out.accept(end(begin(allocator, JOIN)));
            case LcrMessage.JoinRefused refused -> {
                ByteBuf frame = begin(allocator, JOIN_REFUSED);
                writeText(frame, refused.reason());
                frame.writeBoolean(refused.isFinal());
                out.accept(end(frame));
            }
        }
    }

    private static ByteBuf change(ByteBufAllocator allocator, byte kind, Change change) {
        ByteBuf out = begin(allocator, kind);
        writeChange(out, change);
        return end(out);
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
        ByteBuf frame = begin(allocator, RECOVER);
        writeNumber(frame, recover.pending().size());
        writeChange(frame, recover.change());
        out.accept(end(frame));
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

    static Change readChange(ByteBuf in) {
        long number = readNumber(in);
        List<MemberId> members = readMembers(in);
        return new Change(
                new View(number, members),
                new TreeSet<>(readMembers(in)),
                new TreeSet<>(readMembers(in)),
                new TreeSet<>(readMembers(in)));
    }

    private static void writeChange(ByteBuf out, Change change) {
        writeNumber(out, change.base().number());
        writeMembers(out, change.base().members());
        writeMembers(out, change.excluded());
        writeMembers(out, change.joining());
        writeMembers(out, change.leaving());
    }

    private static void writeMembers(ByteBuf out, Collection<MemberId> members) {
        writeNumber(out, members.size());
        members.forEach(member -> writeMember(out, member));
    }

    private static List<MemberId> readMembers(ByteBuf in) {
        int count = readCount(in, 2 * View.MAX_MEMBERS);
        List<MemberId> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(readMember(in));
        }
        return members;
    }

    private static void writeMember(ByteBuf out, MemberId member) {
        writeText(out, member.name());
        writeText(out, member.address());
    }

    private static MemberId readMember(ByteBuf in) {
        return new MemberId(readText(in), readText(in));
    }

    private static void writeText(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(out, bytes.length);
        out.writeBytes(bytes);
    }

    static String readText(ByteBuf in) {
        return in.readCharSequence(readCount(in, MAX_TEXT_BYTES), StandardCharsets.UTF_8)
                .toString();
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
