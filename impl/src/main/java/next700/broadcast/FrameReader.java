package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import next700.runtime.Transport;

/**
 * Cuts the stream into frames. A frame that has arrived whole is a part of the memory that was read into; only what is cut
 * off at the end of that is copied. (Netty's decoders put all that follows such a rest behind it, so that nearly every
 * byte is copied once more while frames are held.)
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
    /** Well below what a socket holds. */
    private static final int MOST_AWAITED_BYTES = 1 << 16;

    private int maxFrameBytes;

    /** The beginning of a frame with its length, or of that length; null between two frames. */
    private ByteBuf rest;

    private int expectedBytes;
    private int awaitedBytes = 1;
    private boolean isBroken;

    FrameReader(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Takes longer frames from now on: the peer is known. */
    void allow(int longerFrameBytes) {
        maxFrameBytes = longerFrameBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf in = (ByteBuf) read;
        try {
            while (in.isReadable() && !isBroken) {
                if (rest != null) {
                    complete(context, in);
                } else if (hasWholeFrame(in)) {
                    int length = in.readInt();
                    context.fireChannelRead(in.readRetainedSlice(length));
                } else {
                    expectedBytes = in.readableBytes() < WireFormat.LENGTH_BYTES
                            ? WireFormat.LENGTH_BYTES
                            : WireFormat.LENGTH_BYTES + lengthAt(in);
                    rest = context.alloc().buffer(expectedBytes);
                }
            }
        } finally {
            in.release();
        }
    }

    /** What completes the frame is worth a look, and nothing before. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        int missing = rest == null ? 1 : Math.min(expectedBytes - rest.readableBytes(), MOST_AWAITED_BYTES);
        if (missing != awaitedBytes) {
            awaitedBytes = missing;
            Transport.awaitBytes(context.channel(), missing);
        }
        context.fireChannelReadComplete();
    }

    private boolean hasWholeFrame(ByteBuf in) {
        return in.readableBytes() >= WireFormat.LENGTH_BYTES
                && in.readableBytes() - WireFormat.LENGTH_BYTES >= lengthAt(in);
    }

    private int lengthAt(ByteBuf in) {
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > maxFrameBytes) {
            isBroken = true;
            throw new TooLongFrameException("a frame of " + length + " bytes; the limit is " + maxFrameBytes);
        }
        return length;
    }

    private void complete(ChannelHandlerContext context, ByteBuf in) {
        rest.writeBytes(in, Math.min(expectedBytes - rest.readableBytes(), in.readableBytes()));
        if (rest.readableBytes() < expectedBytes) {
            return;
        }
        if (expectedBytes == WireFormat.LENGTH_BYTES) {
            expectedBytes += lengthAt(rest);
            rest.capacity(expectedBytes);
        } else {
            ByteBuf frame = rest.skipBytes(WireFormat.LENGTH_BYTES);
            rest = null;
            context.fireChannelRead(frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        isBroken = true;
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }
}
