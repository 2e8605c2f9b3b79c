package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.MemberId;

/** A connection that another process dialled: it introduces itself, and then sends messages. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and that is noticed.
final class Inbound extends ChannelInboundHandlerAdapter {
    private final Connections connections;
    private final FrameReader reader;
    private final List<Data> recovered = new ArrayList<>();
    private ChannelHandlerContext context;
    private MemberId peer;
    private long lastReadNanos = System.nanoTime();

    Inbound(Connections connections, FrameReader reader) {
        this.connections = connections;
        this.reader = reader;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        connections.laterUnlessClosed(context.channel(), connections.options().silenceMillis(), () -> {
            if (peer == null) {
                close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object read) {
        ByteBuf frame = (ByteBuf) read;
        lastReadNanos = System.nanoTime();
        try {
            take(frame);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            garbage(e.toString());
        } finally {
            frame.release();
        }
    }

    private void take(ByteBuf frame) {
        byte kind = frame.readByte();
        if (peer == null) {
            if (kind != WireFormat.HELLO) {
                throw new IllegalArgumentException("expected a greeting, not a frame of kind " + kind);
            }
            greet(frame);
            return;
        }
        switch (kind) {
            case WireFormat.RING -> connections.received(peer, WireFormat.readRing(frame));
            case WireFormat.RECOVERED -> recovered.add(WireFormat.readData(WireFormat.readNumber(frame), frame));
            case WireFormat.CONTROL -> take(WireFormat.readControl(frame));
            default -> throw new IllegalArgumentException("no frame of kind " + kind);
        }
    }

    private void take(Control control) {
        switch (control) {
            case Control.Ping ping -> {}
            case Control.Said said -> connections.received(peer, said.message());
            case Control.Recovering recovering -> {
                if (recovering.pending() != recovered.size()) {
                    throw new IllegalArgumentException(
                            recovered.size() + " messages before a RECOVER of " + recovering.pending());
                }
                LcrMessage recover = new LcrMessage.Recover(recovering.change(), List.copyOf(recovered));
                recovered.clear();
                connections.received(peer, recover);
            }
            case Control.Hello hello -> throw new IllegalArgumentException("a second greeting");
            case Control.Welcome welcome -> throw new IllegalArgumentException("a welcome without a greeting");
            case Control.Refused refused -> throw new IllegalArgumentException("a refusal without a greeting");
        }
    }

    private void greet(ByteBuf frame) {
        int version = WireFormat.readVersion(frame);
        if (version != WireFormat.VERSION) {
            refuse(connections.self() + " speaks version " + WireFormat.VERSION + ", not " + version);
        } else if (WireFormat.readControl(frame) instanceof Control.Hello hello) {
            greet(hello);
        } else {
            throw new IllegalArgumentException("a greeting that is none");
        }
    }

    private void greet(Control.Hello hello) {
        String objection = connections.objectionTo(hello);
        if (objection.isEmpty()) {
            peer = hello.from();
            reader.allow(connections.maxFrameBytes());
            context.writeAndFlush(WireFormat.control(context.alloc(), new Control.Welcome()));
            connections.accepted(peer, this);
        } else {
            refuse(objection);
        }
    }

    private void refuse(String objection) {
        connections.metrics().count("handshake.refused");
        context.writeAndFlush(WireFormat.control(context.alloc(), new Control.Refused(objection)))
                .addListener(done -> close());
    }

    private void garbage(String cause) {
        connections.metrics().count("dropped.garbage");
        connections.log().warn("{}: drops a connection of {}: {}", connections.self(), peer, cause);
        close();
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        recovered.forEach(Payloads::release);
        recovered.clear();
        if (peer != null) {
            connections.ended(peer, this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        if (cause instanceof IOException) {
            close();
        } else {
            garbage(cause.toString());
        }
    }
}
