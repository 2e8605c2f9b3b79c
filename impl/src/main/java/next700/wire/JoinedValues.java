package next700.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/** Lists of messages within frames: joined, so that decoding allocates in proportion to the frame. */
final class JoinedValues {
    private JoinedValues() {}

    /** Goes from a value to its encoding, or back. */
    @FunctionalInterface
    interface Translation<A, B> {
        B of(A value) throws MalformedFrameException;
    }

    static <A> Frames.Joined join(List<A> values, Translation<A, ? extends MessageLite> encoding)
            throws MalformedFrameException {
        Frames.Joined.Builder builder = Frames.Joined.newBuilder();
        List<ByteString> encoded = new ArrayList<>();
        for (A value : values) {
            ByteString bytes = encoding.of(value).toByteString();
            builder.addValueBytes(bytes.size());
            encoded.add(bytes);
        }
        return builder.setValues(ByteString.copyFrom(encoded)).build();
    }

    static <M, A> List<A> split(Frames.Joined joined, Descriptor type, Parser<M> parser, Translation<M, A> decoding)
            throws MalformedFrameException {
        ByteString values = joined.getValues();
        List<A> decoded = new ArrayList<>();
        int at = 0;
        for (int size : joined.getValueBytesList()) {
            if (size < 0 || size > values.size() - at) {
                throw new MalformedFrameException(Reason.INCONSISTENT, "a value leads outside of its list");
            }
            ByteString value = values.substring(at, at + size);
            at += size;
            try {
                FrameCodec.scan(CodedInputStream.newInstance(value.asReadOnlyByteBuffer()), type);
                decoded.add(decoding.of(parser.parseFrom(value)));
            } catch (IOException e) {
                throw new MalformedFrameException(Reason.UNREADABLE, e.getMessage());
            }
        }
        if (at != values.size()) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "bytes that belong to no value of a list");
        }
        return decoded;
    }
}
