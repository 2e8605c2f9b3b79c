package next700.wire;

import next700.process.Bytes;
import next700.wire.MalformedFrameException.Reason;

/** A frame that is being read. Its writer may be anybody: nothing is taken from it before it is known to be there. */
final class In {
    /** How deep values of types that contain their own kind may be nested. */
    static final int MAX_DEPTH = 64;

    private final byte[] bytes;
    private final FrameLimits limits;
    private int at;
    private int items;
    private int depth;
    private boolean doubtful;
    private final Memories memories = new Memories();

    In(byte[] bytes, FrameLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    int remaining() {
        return bytes.length - at;
    }

    int octet() throws MalformedFrameException {
        if (at == bytes.length) {
            throw new MalformedFrameException(Reason.UNREADABLE, "it ends early");
        }
        return bytes[at++] & 0xff;
    }

    /** A number of 64 bits without sign, in LEB128 and in as few bytes as it takes. */
    long number() throws MalformedFrameException {
        int next = octet();
        if (next < 0x80) {
            return next;
        }
        long value = next & 0x7f;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0) {
                    throw new MalformedFrameException(Reason.NOT_CANONICAL, "a number in more bytes than it takes");
                }
                if (shift + 7 > Long.SIZE && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedFrameException(Reason.OUT_OF_RANGE, "a number of more than 64 bits");
    }

    /** One of so many places. */
    int place(int places, String what) throws MalformedFrameException {
        long place = number();
        if (place < 0 || place >= places) {
            throw new MalformedFrameException(Reason.UNKNOWN_KIND, what + " " + Long.toUnsignedString(place));
        }
        return (int) place;
    }

    Bytes bytes(long count) throws MalformedFrameException {
        if (count < 0 || count > remaining()) {
            throw new MalformedFrameException(Reason.UNREADABLE, "a length leads outside");
        }
        int from = at;
        at += (int) count;
        return Bytes.copyOf(bytes, from, at);
    }

    /** So many elements, each of so many bytes at least; there is room for them in the frame, and in its limits. */
    int items(long count, int leastBytes) throws MalformedFrameException {
        if (count < 0 || count > limits.maxItems() - items) {
            throw new MalformedFrameException(
                    Reason.TOO_MANY, "a frame has at most " + limits.maxItems() + " elements");
        }
        if (count * leastBytes > remaining()) {
            throw new MalformedFrameException(Reason.UNREADABLE, count + " elements where there is no room for them");
        }
        items += (int) count;
        return (int) count;
    }

    /** Enters a value of a type that contains its own kind. */
    void enter() throws MalformedFrameException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedFrameException(Reason.TOO_MANY, "nested more than " + MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /** A value may not be what was read for it; only to encode the frame again will tell. */
    void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** What forms remember of the frame. */
    Memories memories() {
        return memories;
    }
}
