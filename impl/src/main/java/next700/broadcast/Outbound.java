package next700.broadcast;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import next700.protocol.authentication.Mac;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import next700.runtime.Endpoint;
import next700.runtime.Transport;

/**
 * The connection to another member, on which this one sends. It is dialled when it is first needed, and nothing is sent on it
 * before both have proven that they hold the group's key.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and that is noticed.
final class Outbound extends ChannelInboundHandlerAdapter {
    private static final int REDIAL_MILLIS = 50;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 << 10, 256 << 10);

    private final Connections connections;
    private final MemberId peer;
    private final long dialUntilNanos;
    private final List<LcrMessage> waiting = new ArrayList<>();
    private Channel channel;
    private Control.Hello hello;
    private boolean hasProven;
    private boolean isOpen;
    private boolean isClosed;
    private boolean hasWritten;

    /**
     * Dials.
     *
     * @param dialUntilNanos until when to dial again while nobody listens there
     */
    Outbound(Connections connections, MemberId peer, long dialUntilNanos) {
        this.connections = connections;
        this.peer = peer;
        this.dialUntilNanos = dialUntilNanos;
    }

    boolean isOpen() {
        return isOpen;
    }

    void dial() {
        Endpoint endpoint = Endpoint.parse(peer.address());
        ChannelFuture dialling = new Bootstrap()
                .group(connections.loop())
                .channel(Transport.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, Connections.MEMORY)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {
                        opened.pipeline().addLast(new FrameReader(Connections.HANDSHAKE_BYTES), Outbound.this);
                    }
                })
                .connect(new InetSocketAddress(endpoint.host(), endpoint.port()));
        dialling.addListener(done -> {
            if (isClosed) {
                dialling.channel().close();
            } else if (done.isSuccess()) {
                channel = dialling.channel();
                hello = connections.helloTo(peer);
                channel.writeAndFlush(WireFormat.hello(channel.alloc(), WireFormat.VERSION, hello));
                connections.laterUnlessClosed(channel, connections.handshakeMillis(), this::expireHandshake);
            } else if (System.nanoTime() < dialUntilNanos) {
                connections.later(REDIAL_MILLIS, () -> {
                    if (!isClosed) {
                        dial();
                    }
                });
            } else {
                connections.lost(peer, this);
            }
        });
    }

    /** Who listens there does not get on, as a process that is stopped: it is not there. */
    private void expireHandshake() {
        if (!isOpen && !isClosed) {
            connections.metrics().count("handshake.timeout");
            channel.close();
        }
    }

    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf frame = (ByteBuf) read;
        try {
            byte kind = frame.readByte();
            if (kind != WireFormat.CONTROL) {
                throw new IllegalArgumentException("a frame of kind " + kind + " on a connection that is read-only");
            }
            take(WireFormat.readControl(frame));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            connections.metrics().count("dropped.garbage");
            context.close();
        } finally {
            frame.release();
        }
    }

    private void take(Control control) {
        if (control instanceof Control.Challenge challenge && !hasProven) {
            answer(challenge);
        } else if (control instanceof Control.Welcome && hasProven && !isOpen) {
            isOpen = true;
            waiting.forEach(this::write);
            waiting.clear();
            connections.opened(peer);
        } else if (control instanceof Control.Refused refused) {
            connections.refused(peer, refused.reason());
        } else {
            throw new IllegalArgumentException(control + " on a connection that is read-only");
        }
    }

    private void answer(Control.Challenge challenge) {
        if (connections.key().verifies(WireFormat.challenge(hello, challenge.nonce()), challenge.mac())) {
            hasProven = true;
            Mac proof = connections.key().mac(WireFormat.proof(hello, challenge.nonce()));
            channel.writeAndFlush(WireFormat.control(channel.alloc(), new Control.Proof(proof)));
        } else {
            connections.metrics().count("handshake.wrong-key");
            connections.refused(
                    peer,
                    "it does not prove that it holds the key of group '" + hello.group()
                            + "' (do both have the same?)");
            channel.close();
        }
    }

    void send(LcrMessage message) {
        if (isOpen) {
            write(message);
        } else if (!isClosed) {
            waiting.add(message);
        }
    }

    private void write(LcrMessage message) {
        hasWritten = true;
        WireFormat.write(channel.alloc(), message, frame -> channel.write(frame, channel.voidPromise()));
        connections.flushSoon(channel);
    }

    /** Lets the other side know that this one lives. */
    void ping() {
        if (isOpen && !hasWritten) {
            channel.writeAndFlush(WireFormat.control(channel.alloc(), new Control.Ping()), channel.voidPromise());
        }
        hasWritten = false;
    }

    boolean isWritable() {
        return isOpen && channel.isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isWritable()) {
            connections.writable(peer);
        }
    }

    /** Sends what was written, and then ends the stream. */
    void close() {
        isClosed = true;
        isOpen = false;
        waiting.clear();
        if (channel != null) {
            channel.flush();
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!isClosed) {
            isOpen = false;
            connections.lost(peer, this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
