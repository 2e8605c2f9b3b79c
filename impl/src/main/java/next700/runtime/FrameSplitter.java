package next700.runtime;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/** Cuts the stream into frames: four bytes of length, most significant first, then as many bytes. */
final class FrameSplitter extends ByteToMessageDecoder {
    /** What is shorter counts for nothing: a link has room for it anyway. */
    static final int LONG_BYTES = 1 << 16;

    /** What hears of long frames that begin to arrive, and that have arrived or never will. */
    interface Watcher {
        void begins(int announcedBytes);

        void ends();
    }

    private final Watcher watcher;
    private int maxFrameBytes;
    private boolean awaitsLong;

    FrameSplitter(int maxFrameBytes, Watcher watcher) {
        this.maxFrameBytes = maxFrameBytes;
        this.watcher = watcher;
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
            if (awaitsLong) {
                awaitsLong = false;
                watcher.ends();
            }
            byte[] frame = new byte[length];
            in.skipBytes(Integer.BYTES).readBytes(frame);
            out.add(frame);
        } else if (length > LONG_BYTES && !awaitsLong) {
            awaitsLong = true;
            watcher.begins(length);
        }
    }
}
