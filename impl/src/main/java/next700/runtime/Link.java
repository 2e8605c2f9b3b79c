package next700.runtime;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.wire.Frame;
import next700.wire.MalformedFrameException;

/** One connection: first the handshake, then messages. It runs on the event loop of its {@link Links}. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and that is noticed.
final class Link extends ChannelInboundHandlerAdapter {
    private enum Phase {
        EXPECTING_HELLO,
        EXPECTING_WELCOME,
        EXPECTING_PROOF,
        OPEN,
        CLOSED
    }

    private static final int LONG_FRAME_BYTES = 4096;

    /** From this length on, it is measured what a frame costs. */
    private static final int COSTLY_FRAME_BYTES = 16 << 10;

    private static final int BYTES_PER_MILLI = 1 << 10;

    private final Links links;
    private final FrameSplitter splitter;
    private final Optional<ProcessId> dialled;

    private ChannelHandlerContext context;
    private Phase phase;
    private ProcessId peer;
    private Bytes challenge;
    private Bytes answer;
    private Future<?> handshakeDeadline;
    private Arriving arriving;
    private Allowance allowance;
    private boolean flushes;

    /** A long frame that has not arrived whole. */
    private final class Arriving implements Unfinished.Frame {
        private final int announcedBytes;

        /** By then it is here if it comes at a mebibyte a second, as on any network that it could be meant for. */
        private final Future<?> deadline;

        Arriving(int announcedBytes) {
            this.announcedBytes = announcedBytes;
            long millis = links.options().handshakeTimeoutMillis() + announcedBytes / BYTES_PER_MILLI;
            this.deadline = EventLoops.later(links.loop(), millis, () -> cutOff("dropped.slow"));
        }

        /** It has arrived, or never will. */
        void end() {
            deadline.cancel(false);
            links.unfinished(peer).ends(this);
        }

        @Override
        public int announcedBytes() {
            return announcedBytes;
        }

        /** Another one needs the room. */
        @Override
        public void giveUp() {
            cutOff("dropped.unfinished");
        }

        private void cutOff(String cause) {
            refuse(cause, peer + " announced a frame of " + announcedBytes + " bytes and did not send it");
        }
    }

    /**
     * Makes the link of a new connection.
     *
     * @param dialled whom this process dialled, or none if it accepted the connection
     */
    Link(Links links, Optional<ProcessId> dialled) {
        this.links = links;
        this.splitter = new FrameSplitter(links.options().maxHandshakeBytes(), new FrameSplitter.Watcher() {
            @Override
            public void begins(int announcedBytes) {
                arriving = new Arriving(announcedBytes);
                links.unfinished(peer).begins(arriving);
            }

            @Override
            public void ends() {
                forgetArriving();
            }
        });
        this.dialled = dialled;
        this.phase = dialled.isPresent() ? Phase.EXPECTING_WELCOME : Phase.EXPECTING_HELLO;
    }

    private void forgetArriving() {
        if (arriving != null) {
            arriving.end();
            arriving = null;
        }
    }

    FrameSplitter splitter() {
        return splitter;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        if (phase == Phase.CLOSED) {
            active.close();
            return;
        }
        handshakeDeadline =
                EventLoops.later(links.loop(), links.options().handshakeTimeoutMillis(), this::expireHandshake);
        if (dialled.isPresent()) {
            peer = dialled.get();
            challenge = Handshake.nonce();
            write(links.codec().encode(new Frame.Hello(Handshake.VERSION, links.self(), peer, challenge)));
        }
    }

    private void expireHandshake() {
        if (phase != Phase.OPEN && phase != Phase.CLOSED) {
            refuse("handshake.timeout", "did not finish the handshake in time");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object read) {
        byte[] encoded = (byte[]) read;
        if (phase == Phase.CLOSED) {
            return;
        }
        links.metrics().count("received.frames");
        links.metrics().add("received.bytes", Integer.BYTES + encoded.length);
        if (allowance == null || encoded.length < COSTLY_FRAME_BYTES) {
            takeEncoded(encoded);
        } else {
            long before = links.threadNanos();
            takeEncoded(encoded);
            payFor(links.threadNanos() - before);
        }
    }

    private void payFor(long costNanos) {
        long pauseNanos = allowance.charge(costNanos, System.nanoTime());
        if (pauseNanos > 0 && phase == Phase.OPEN) {
            links.metrics().count("paused.costly");
            links.log().debug("{}: reads nothing from {} for {} ms", links.self(), peer, pauseNanos / 1_000_000);
            context.channel().config().setAutoRead(false);
            EventLoops.later(
                    links.loop(),
                    pauseNanos / 1_000_000,
                    () -> context.channel().config().setAutoRead(true));
        }
    }

    private void takeEncoded(byte[] encoded) {
        try {
            take(decode(encoded));
        } catch (MalformedFrameException e) {
            links.metrics().count("dropped.malformed." + e.reason());
            if (phase != Phase.OPEN) {
                refuse("handshake.malformed", e.getMessage());
            } else {
                links.log().debug("{}: dropped a frame of {}: {}", links.self(), peer, e.getMessage());
            }
        }
    }

    private Frame decode(byte[] encoded) throws MalformedFrameException {
        if (encoded.length < LONG_FRAME_BYTES) {
            return links.codecFor(peer).decode(encoded);
        }
        Optional<Frame> repeated = links.longFrames().find(this, encoded);
        if (repeated.isPresent()) {
            links.metrics().count("received.repeated");
            return repeated.get();
        }
        Frame decoded = links.codecFor(peer).decode(encoded);
        links.longFrames().keep(this, encoded, decoded);
        return decoded;
    }

    private void take(Frame frame) {
        switch (frame) {
            case Frame.Hello hello -> onHello(hello);
            case Frame.Welcome welcome -> onWelcome(welcome);
            case Frame.Proof proof -> onProof(proof);
            case Frame.Replaced replaced -> {
                if (phase == Phase.OPEN) {
                    links.replacedByAnother(peer, this);
                }
            }
            case Frame.Payload payload -> {
                if (phase == Phase.OPEN) {
                    links.deliver(peer, payload.message());
                } else {
                    refuse("handshake.unexpected", "sent a message before the handshake");
                }
            }
        }
    }

    private void onHello(Frame.Hello hello) {
        if (phase != Phase.EXPECTING_HELLO) {
            refuse("handshake.unexpected", "sent a second greeting");
        } else if (hello.version() != Handshake.VERSION) {
            refuse("handshake.version", "speaks version " + hello.version() + ", not " + Handshake.VERSION);
        } else if (!hello.to().equals(links.self())) {
            refuse("handshake.misdirected", hello.from() + " looks for " + hello.to() + " here");
        } else if (!links.knows(hello.from())) {
            refuse("handshake.unknown", hello.from() + " shares no key with " + links.self());
        } else {
            phase = Phase.EXPECTING_PROOF;
            peer = hello.from();
            challenge = hello.nonce();
            answer = Handshake.nonce();
            Digest content = Handshake.welcome(peer, links.self(), challenge, answer);
            write(links.codec()
                    .encode(new Frame.Welcome(answer, authentication().mac(content, peer))));
        }
    }

    private void onWelcome(Frame.Welcome welcome) {
        if (phase != Phase.EXPECTING_WELCOME) {
            refuse("handshake.unexpected", "sent a welcome without a greeting");
        } else if (!proves(Handshake.welcome(links.self(), peer, challenge, welcome.nonce()), welcome.mac())) {
            refuseKey();
        } else {
            Digest content = Handshake.proof(links.self(), peer, challenge, welcome.nonce());
            write(links.codec().encode(new Frame.Proof(authentication().mac(content, peer))));
            open();
        }
    }

    private void onProof(Frame.Proof proof) {
        if (phase != Phase.EXPECTING_PROOF) {
            refuse("handshake.unexpected", "sent a proof without a challenge");
        } else if (!proves(Handshake.proof(peer, links.self(), challenge, answer), proof.mac())) {
            refuseKey();
        } else {
            open();
        }
    }

    private boolean proves(Digest content, Mac mac) {
        return authentication().verify(content, peer, mac);
    }

    private Authentication authentication() {
        return links.authentication();
    }

    private void open() {
        phase = Phase.OPEN;
        handshakeDeadline.cancel(false);
        splitter.allow(links.limitsFor(peer).maxFrameBytes());
        if (peer instanceof ClientId) {
            allowance = new Allowance(System.nanoTime());
        }
        links.opened(peer, this);
    }

    private void refuseKey() {
        links.warnOnce(
                peer,
                "wrong key: the process at " + context.channel().remoteAddress()
                        + " does not prove that it holds the key that "
                        + links.self() + " shares with " + peer
                        + " (do both come from the same key directory?)");
        refuse("handshake.wrong-key", "wrong key");
    }

    private void refuse(String cause, String explanation) {
        links.metrics().count(cause);
        links.log().debug("{}: closes a connection: {}: {}", links.self(), cause, explanation);
        close();
    }

    /** Another process has proven to be the same peer; whoever is at the end of this link, if it still lives, is told. */
    void replace() {
        write(links.codec().encode(new Frame.Replaced()));
        phase = Phase.CLOSED;
        links.loop().execute(this::close);
    }

    void close() {
        phase = Phase.CLOSED;
        if (context != null) {
            context.close();
        }
    }

    boolean isWritable() {
        return context.channel().isWritable();
    }

    /**
     * Sends an encoded frame, behind its length. It leaves with all else that the link is given until the event loop has
     * handed over what there is: a system call costs more than what the frame is made with.
     */
    void write(byte[] encoded) {
        links.metrics().count("sent.frames");
        links.metrics().add("sent.bytes", Integer.BYTES + encoded.length);
        ByteBuf frame = context.alloc().buffer(Integer.BYTES + encoded.length);
        context.write(frame.writeInt(encoded.length).writeBytes(encoded), context.voidPromise());
        if (!flushes) {
            flushes = true;
            links.loop().execute(this::flush);
        }
    }

    private void flush() {
        flushes = false;
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        if (phase != Phase.OPEN && phase != Phase.CLOSED) {
            links.metrics().count("handshake.abandoned");
            if (phase == Phase.EXPECTING_WELCOME) {
                links.log().debug("{}: {} closed the connection during the handshake", links.self(), peer);
            }
        }
        phase = Phase.CLOSED;
        if (handshakeDeadline != null) {
            handshakeDeadline.cancel(false);
        }
        forgetArriving();
        links.longFrames().forget(this);
        links.closed(peer, this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        OutOfMemory.endsTheProcess(cause);
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        if (cause instanceof TooLongFrameException || root instanceof TooLongFrameException) {
            refuse("dropped.oversized", root.getMessage());
        } else if (root instanceof IOException) {
            refuse("connection.broken", root.toString());
        } else {
            links.log().warn("{}: closes a connection after a failure", links.self(), cause);
            refuse("connection.failed", root.toString());
        }
    }
}
