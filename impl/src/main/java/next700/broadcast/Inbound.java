package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import next700.process.Bytes;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Windows;

/**
 * A connection that another process dialled: it introduces itself, proves that it holds the group's key, and then sends
 * messages. Until it has proven that, it is nobody, and costs one short frame and a place among the half-open connections.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and that is noticed.
final class Inbound extends ChannelInboundHandlerAdapter {
    private final Connections connections;
    private final FrameReader reader;
    private final List<Data> recovered = new ArrayList<>();
    private final Windows recoveredWindows;
    private ChannelHandlerContext context;
    private Control.Hello hello;
    private Bytes answer;
    private MemberId peer;
    private boolean isClosed;
    private long lastReadNanos = System.nanoTime();

    Inbound(Connections connections, FrameReader reader) {
        this.connections = connections;
        this.reader = reader;
        this.recoveredWindows = new Windows(connections.options().settings().windowBytes());
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        connections.halfOpened(this);
        connections.laterUnlessClosed(context.channel(), connections.handshakeMillis(), () -> {
            if (peer == null) {
                connections.metrics().count("handshake.timeout");
                close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object read) {
        ByteBuf frame = (ByteBuf) read;
        lastReadNanos = System.nanoTime();
        try {
            if (!isClosed) {
                take(frame);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            garbage(e.toString());
        } finally {
            frame.release();
        }
    }

    private void take(ByteBuf frame) {
        byte kind = frame.readByte();
        if (peer == null) {
            introduce(kind, frame);
            return;
        }
        switch (kind) {
            case WireFormat.RING -> connections.received(peer, WireFormat.readRing(frame));
            case WireFormat.RECOVERED -> recover(WireFormat.readData(WireFormat.readNumber(frame), frame));
            case WireFormat.CONTROL -> take(WireFormat.readControl(frame));
            default -> throw new IllegalArgumentException("no frame of kind " + kind);
        }
    }

    /** What precedes a RECOVER is no more than a member can hold that works. */
    private void recover(Data data) {
        if (!recoveredWindows.admits(data)) {
            Payloads.release(data);
            throw new IllegalArgumentException("more recovered messages than windows have room for");
        }
        recovered.add(data);
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
                recoveredWindows.clear();
                connections.received(peer, recover);
            }
            case Control.Hello second -> throw new IllegalArgumentException("a second greeting");
            case Control.Proof second -> throw new IllegalArgumentException("a second proof");
            case Control.Challenge challenge -> throw new IllegalArgumentException("a challenge without a greeting");
            case Control.Welcome welcome -> throw new IllegalArgumentException("a welcome without a greeting");
            case Control.Refused refused -> throw new IllegalArgumentException("a refusal without a greeting");
        }
    }

    private void introduce(byte kind, ByteBuf frame) {
        if (hello == null && kind == WireFormat.HELLO) {
            greet(frame);
        } else if (hello != null
                && kind == WireFormat.CONTROL
                && WireFormat.readControl(frame) instanceof Control.Proof proof) {
            prove(proof);
        } else {
            throw new IllegalArgumentException(
                    "expected a " + (hello == null ? "greeting" : "proof") + ", not a frame of kind " + kind);
        }
    }

    private void greet(ByteBuf frame) {
        int version = WireFormat.readVersion(frame);
        if (version != WireFormat.VERSION) {
            refuse(connections.self() + " speaks version " + WireFormat.VERSION + ", not " + version);
        } else if (WireFormat.readControl(frame) instanceof Control.Hello greeting) {
            greet(greeting);
        } else {
            throw new IllegalArgumentException("a greeting that is none");
        }
    }

    private void greet(Control.Hello greeting) {
        String objection = connections.objectionTo(greeting);
        if (objection.isEmpty()) {
            hello = greeting;
            answer = Control.Hello.newNonce();
            say(new Control.Challenge(answer, connections.key().mac(WireFormat.challenge(hello, answer))));
        } else {
            refuse(objection);
        }
    }

    private void prove(Control.Proof proof) {
        if (connections.key().verifies(WireFormat.proof(hello, answer), proof.mac())) {
            peer = hello.from();
            reader.allow(connections.maxFrameBytes());
            say(new Control.Welcome());
            connections.accepted(peer, this);
        } else {
            connections.metrics().count("handshake.wrong-key");
            refuse("it does not prove that it holds the key of group '" + hello.group() + "'");
        }
    }

    private void say(Control control) {
        context.writeAndFlush(WireFormat.control(context.alloc(), control));
    }

    private void refuse(String objection) {
        connections.metrics().count("handshake.refused");
        context.writeAndFlush(WireFormat.control(context.alloc(), new Control.Refused(objection)))
                .addListener(done -> close());
    }

    /** A connection is dropped once, whatever else is found wrong with it on the way. */
    private void garbage(String cause) {
        if (isClosed) {
            return;
        }
        connections.metrics().count("dropped.garbage");
        if (peer == null) {
            connections.log().debug("{}: drops a connection of nobody: {}", connections.self(), cause);
        } else {
            connections.log().warn("{}: drops the connection of {}: {}", connections.self(), peer, cause);
        }
        close();
    }

    void close() {
        isClosed = true;
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        connections.noLongerHalfOpen(this);
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
