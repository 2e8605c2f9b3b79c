package next700.runtime;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/** Cuts the stream into frames: four bytes of length, most significant first, then as many bytes. */
final class FrameSplitter extends ByteToMessageDecoder {
    private int maxFrameBytes;

    FrameSplitter(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Takes longer frames from now on: the peer is known. */
    void allow(int longerFrameBytes) {
        maxFrameBytes = longerFrameBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > maxFrameBytes) {
            in.skipBytes(in.readableBytes());
            throw new TooLongFrameException(
                    "a frame of " + Integer.toUnsignedString(length) + " bytes; the limit is " + maxFrameBytes);
        }
        if (in.readableBytes() >= Integer.BYTES + length) {
            byte[] frame = new byte[length];
            in.skipBytes(Integer.BYTES).readBytes(frame);
            out.add(frame);
        }
    }
}
