package next700.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameReaderTest {
    private static final int LIMIT = 100;

    private static ByteBuf frames(int... lengths) {
        ByteBuf stream = Unpooled.buffer();
        for (int length : lengths) {
            stream.writeInt(length);
            for (int i = 0; i < length; i++) {
                stream.writeByte(length);
            }
        }
        return stream;
    }

    private static List<Integer> read(EmbeddedChannel channel) {
        List<Integer> lengths = new ArrayList<>();
        for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            int length = frame.readableBytes();
            while (frame.isReadable()) {
                assertThat(frame.readByte()).isEqualTo((byte) length);
            }
            lengths.add(length);
            frame.release();
        }
        return lengths;
    }

    /** Also in the middle of a length. */
    @Test
    void framesAreTheSameWhereverTheStreamIsCut() {
        int[] lengths = {1, 7, 100, 2, 33};
        int size = frames(lengths).readableBytes();
        for (int piece = 1; piece <= size; piece++) {
            EmbeddedChannel channel = new EmbeddedChannel(new FrameReader(LIMIT));
            ByteBuf stream = frames(lengths);
            while (stream.isReadable()) {
                channel.writeInbound(stream.readRetainedSlice(Math.min(piece, stream.readableBytes())));
            }
            assertThat(read(channel)).as("pieces of %d bytes", piece).containsExactly(1, 7, 100, 2, 33);
            channel.finish();
            assertThat(stream.refCnt()).isEqualTo(1);
        }
    }

    @Test
    void whatFollowsAFrameThatIsTooLongIsNotRead() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameReader(LIMIT));
        ByteBuf stream = frames(3, LIMIT + 1, 5);

        assertThatThrownBy(() -> channel.writeInbound(stream))
                .isInstanceOf(TooLongFrameException.class)
                .hasMessage("a frame of 101 bytes; the limit is 100");
        assertThat(read(channel)).containsExactly(3);
        channel.writeInbound(frames(5));
        assertThat(read(channel)).isEmpty();
        assertThat(stream.refCnt()).isZero();
    }

    @Test
    void theBeginningOfAFrameIsLetGoWhenTheConnectionEnds() {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameReader(LIMIT));
        ByteBuf stream = frames(50).writerIndex(20);
        channel.writeInbound(stream);

        assertThat(channel.finish()).isFalse();
        assertThat(stream.refCnt()).isZero();
    }
}
