package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/** Cuts the stream into frames without copying them. */
final class FrameReader extends ByteToMessageDecoder {
    private int maxFrameBytes;

    FrameReader(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Takes longer frames from now on: the peer is known. */
    void allow(int longerFrameBytes) {
        maxFrameBytes = longerFrameBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < WireFormat.LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > maxFrameBytes) {
            in.skipBytes(in.readableBytes());
            throw new TooLongFrameException("a frame of " + length + " bytes; the limit is " + maxFrameBytes);
        }
        if (in.readableBytes() >= WireFormat.LENGTH_BYTES + length) {
            in.skipBytes(WireFormat.LENGTH_BYTES);
            out.add(in.readRetainedSlice(length));
        }
    }
}
