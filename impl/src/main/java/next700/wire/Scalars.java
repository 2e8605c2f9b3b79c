package next700.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import next700.process.Bytes;
import next700.process.Digest;
import next700.wire.MalformedFrameException.Reason;

/** The forms of what has no parts. */
final class Scalars {
    private Scalars() {}

    /** Naturals in LEB128; where the range has negative numbers, in zigzag. */
    record Whole(Range range) implements Form<Long> {
        @Override
        public void write(Long value, Out out) {
            range.checkWritten(value);
            out.number(range.min() < 0 ? (value << 1) ^ (value >> (Long.SIZE - 1)) : value);
        }

        @Override
        public Long read(In in) throws MalformedFrameException {
            long number = in.number();
            return range.checkRead(range.min() < 0 ? (number >>> 1) ^ -(number & 1) : number, Reason.OUT_OF_RANGE);
        }

        @Override
        public Long draw(Draw draw) {
            return draw.number(range.min(), range.max());
        }

        @Override
        public int leastBytes() {
            return 1;
        }

        @Override
        public String describe() {
            return "number" + range;
        }
    }

    /** The same, of 31 bits. */
    record Small(Whole whole) implements Form<Integer> {
        @Override
        public void write(Integer value, Out out) {
            whole.write((long) value, out);
        }

        @Override
        public Integer read(In in) throws MalformedFrameException {
            return (int) (long) whole.read(in);
        }

        @Override
        public Integer draw(Draw draw) {
            return (int) (long) whole.draw(draw);
        }

        @Override
        public int leastBytes() {
            return 1;
        }

        @Override
        public String describe() {
            return whole.describe();
        }
    }

    /** True or false. */
    record Truth() implements Form<Boolean> {
        @Override
        public void write(Boolean value, Out out) {
            out.octet(value ? 1 : 0);
        }

        @Override
        public Boolean read(In in) throws MalformedFrameException {
            int octet = in.octet();
            if (octet > 1) {
                throw new MalformedFrameException(Reason.NOT_CANONICAL, "neither true nor false");
            }
            return octet == 1;
        }

        @Override
        public Boolean draw(Draw draw) {
            return draw.below(2) == 1;
        }

        @Override
        public int leastBytes() {
            return 1;
        }

        @Override
        public String describe() {
            return "boolean";
        }
    }

    /** The place of a constant in its enum: a later version has more at the end. */
    record Constant(Class<?> type, List<Object> constants) implements Form<Enum<?>> {
        @Override
        public void write(Enum<?> value, Out out) {
            out.number(constants.indexOf(value));
        }

        @Override
        public Enum<?> read(In in) throws MalformedFrameException {
            return (Enum<?>) constants.get(in.place(constants.size(), Forms.name(type)));
        }

        @Override
        public Enum<?> draw(Draw draw) {
            return (Enum<?>) constants.get(draw.below(constants.size()));
        }

        @Override
        public int leastBytes() {
            return 1;
        }

        @Override
        public String describe() {
            return constants.stream().map(Object::toString).collect(Collectors.joining(" | "));
        }
    }

    /** UTF-8, behind its length in bytes. */
    record Text(Range range) implements Form<String> {
        @Override
        public void write(String value, Out out) {
            byte[] bytes;
            try {
                ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
                bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException(range.what() + " is no text: it has half of a character", e);
            }
            range.writeSize(bytes.length, out);
            out.bytes(bytes);
        }

        @Override
        public String read(In in) throws MalformedFrameException {
            byte[] bytes = in.bytes(range.readSize(in, Reason.OUT_OF_RANGE)).toByteArray();
            try {
                // The decoder takes the shortest form of a character only, so that a text has one encoding.
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new MalformedFrameException(Reason.NOT_CANONICAL, range.what() + " is not UTF-8");
            }
        }

        @Override
        public String draw(Draw draw) {
            StringBuilder text = new StringBuilder();
            int size = draw.size(range.min(), range.max(), true);
            for (int bytes = 0; bytes < size; bytes++) {
                text.append((char) ('a' + draw.below(26)));
            }
            return text.toString();
        }

        @Override
        public int leastBytes() {
            return range.sizeBytes() + (int) range.min();
        }

        @Override
        public String describe() {
            return "text" + range;
        }
    }

    /** Behind their length, if it is not always the same. */
    record Octets(Range range) implements Form<Bytes> {
        @Override
        public void write(Bytes value, Out out) {
            range.writeSize(value.length(), out);
            out.bytes(value);
        }

        @Override
        public Bytes read(In in) throws MalformedFrameException {
            return in.bytes(range.readSize(in, Reason.OUT_OF_RANGE));
        }

        @Override
        public Bytes draw(Draw draw) {
            return Bytes.copyOf(draw.bytes(draw.size(range.min(), range.max(), true)));
        }

        @Override
        public int leastBytes() {
            return range.sizeBytes() + (int) range.min();
        }

        @Override
        public String describe() {
            return "bytes" + range;
        }
    }

    /** Its bytes, which are always as many. */
    record OfDigest() implements Form<Digest> {
        @Override
        public void write(Digest value, Out out) {
            out.bytes(value.value());
        }

        @Override
        public Digest read(In in) throws MalformedFrameException {
            return new Digest(in.bytes(Digest.SIZE_BYTES));
        }

        @Override
        public Digest draw(Draw draw) {
            return draw.known(Digest.class).orElseGet(() -> new Digest(Bytes.copyOf(draw.bytes(Digest.SIZE_BYTES))));
        }

        @Override
        public int leastBytes() {
            return Digest.SIZE_BYTES;
        }

        @Override
        public String describe() {
            return "bytes[" + Digest.SIZE_BYTES + "]";
        }
    }
}
