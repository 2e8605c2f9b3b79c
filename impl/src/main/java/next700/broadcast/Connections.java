package next700.broadcast;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import next700.crypto.GroupKey;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.runtime.Endpoint;
import next700.runtime.Metrics;
import next700.runtime.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a member, one in each direction for each other member, and the failure detector made of them. It
 * runs on the member's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and that is noticed.
final class Connections {
    static final int HANDSHAKE_BYTES = 8 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int FRAME_SLACK_BYTES = 256 << 10;
    private static final long LAST_WORDS_MILLIS = 100;

    /** A handshake takes two round trips. */
    private static final long MOST_HANDSHAKE_MILLIS = 5_000;

    /** When there are more, the oldest is closed: whoever means to keep members from connecting has to be faster than they are. */
    private static final int MOST_HALF_OPEN = 64;

    /** What a member hears of its connections. */
    interface Owner {
        void received(MemberId from, LcrMessage message);

        void suspected(MemberId peer);

        /** The connection to a member can take more. */
        void writable(MemberId peer);

        void opened(MemberId peer);

        /** Another member does not want to hear of this one. */
        void refused(MemberId peer, String reason);
    }

    /**
     * Messages hold the memory in which they arrived until they are delivered. Netty's adaptive allocator, the default,
     * then frees and allocates whole chunks again and again; and without Unsafe, freeing one waits for every thread.
     */
    static final ByteBufAllocator MEMORY = PooledByteBufAllocator.DEFAULT;

    /**
     * What the kernel holds of one connection before it is read. A buffer of the usual size starts with room for two of
     * loopback's segments of 64 KB: it overflows, drops one, and waits for a timer, hundreds of times a second.
     */
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final MemberId self;
    private final MemberOptions options;
    private final GroupKey key;
    private final EventLoop loop;
    private final Owner owner;
    private final Metrics metrics = new Metrics();
    private final ChannelGroup channels;
    private final Map<MemberId, Outbound> outbound = new TreeMap<>();
    private final Map<MemberId, Inbound> inbound = new TreeMap<>();
    private final Set<Channel> toFlush = new LinkedHashSet<>();

    /** The connections of nobody knows whom, the oldest first. */
    private final Set<Inbound> halfOpen = new LinkedHashSet<>();

    private final Set<MemberId> refusing = new HashSet<>();
    private boolean isClosed;

    Connections(MemberId self, MemberOptions options, GroupKey key, EventLoop loop, Owner owner) {
        this.self = self;
        this.options = options;
        this.key = key;
        this.loop = loop;
        this.owner = owner;
        this.channels = new DefaultChannelGroup(loop, true);
    }

    MemberId self() {
        return self;
    }

    MemberOptions options() {
        return options;
    }

    EventLoop loop() {
        return loop;
    }

    Metrics metrics() {
        return metrics;
    }

    Logger log() {
        return LOG;
    }

    GroupKey key() {
        return key;
    }

    long handshakeMillis() {
        return Math.min(options.silenceMillis(), MOST_HANDSHAKE_MILLIS);
    }

    int maxFrameBytes() {
        return Math.max(options.maxMessageBytes(), options.settings().batchBytes()) + FRAME_SLACK_BYTES;
    }

    /** Listens at this member's address. Called from outside of the loop. */
    void listen() {
        Endpoint endpoint = Endpoint.parse(self.address());
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(Transport.serverSocket())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, MEMORY)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        channels.add(accepted);
                        FrameReader reader = new FrameReader(HANDSHAKE_BYTES);
                        accepted.pipeline().addLast(reader, new Inbound(Connections.this, reader));
                    }
                })
                .bind(new InetSocketAddress(endpoint.host(), endpoint.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String cause = bound.cause() instanceof BindException
                    ? "the port is in use, or the address is not this machine's"
                    : bound.cause().toString();
            throw new MemberException(
                    MemberException.Cause.CANNOT_LISTEN, self + " cannot listen on " + endpoint + ": " + cause);
        }
        channels.add(bound.channel());
    }

    /** Sends pings, and looks for members that are silent. */
    void beat() {
        later(options.heartbeatMillis(), () -> {
            if (!isClosed) {
                outbound.values().forEach(Outbound::ping);
                long deadline = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(options.silenceMillis());
                for (Inbound connection : inbound.values().toArray(new Inbound[0])) {
                    if (connection.lastReadNanos() < deadline) {
                        metrics.count("connection.silent");
                        connection.close();
                    }
                }
                beat();
            }
        });
    }

    /** Dials a member, again and again until a point of time. */
    void dial(MemberId peer, long untilNanos) {
        Outbound connection = new Outbound(this, peer, untilNanos);
        outbound.put(peer, connection);
        connection.dial();
    }

    boolean isOpen(MemberId peer) {
        Outbound connection = outbound.get(peer);
        return connection != null && connection.isOpen();
    }

    boolean isWritable(MemberId peer) {
        Outbound connection = outbound.get(peer);
        return connection != null && connection.isWritable();
    }

    void send(MemberId to, LcrMessage message) {
        if (!outbound.containsKey(to)) {
            dial(to, System.nanoTime());
        }
        Outbound connection = outbound.get(to);
        if (connection != null) {
            connection.send(message);
        }
    }

    /** Writes reach the network once the loop has nothing else to do, many at a time. */
    void flushSoon(Channel channel) {
        if (toFlush.isEmpty()) {
            loop.execute(this::flush);
        }
        toFlush.add(channel);
    }

    /** A flush makes room, into which more may be written while it lasts: that is for the next one. */
    private void flush() {
        Channel[] written = toFlush.toArray(new Channel[0]);
        toFlush.clear();
        for (Channel channel : written) {
            channel.flush();
        }
    }

    Control.Hello helloTo(MemberId peer) {
        return new Control.Hello(
                options.group(),
                self,
                peer.name(),
                options.settings().survival(),
                options.maxMessageBytes(),
                Control.Hello.newNonce());
    }

    /** What speaks against a process that introduces itself; empty if nothing does. */
    String objectionTo(Control.Hello hello) {
        if (!hello.group().equals(options.group())) {
            return self + " is of group '" + options.group() + "', not '" + hello.group() + "'";
        }
        if (!hello.to().equals(self.name())) {
            return "this is " + self + ", not " + hello.to();
        }
        if (hello.survival() != options.settings().survival()) {
            return self + " survives by " + options.settings().survival() + ", and " + hello.from() + " by "
                    + hello.survival();
        }
        if (hello.maxMessageBytes() != options.maxMessageBytes()) {
            return "messages of " + self + " have at most " + options.maxMessageBytes() + " bytes, and those of "
                    + hello.from() + " " + hello.maxMessageBytes();
        }
        return hello.from().name().equals(self.name()) ? "this is another " + self : "";
    }

    /** Somebody has dialled, and has not proven to be a member yet. */
    void halfOpened(Inbound connection) {
        halfOpen.add(connection);
        if (halfOpen.size() > MOST_HALF_OPEN) {
            Inbound oldest = halfOpen.iterator().next();
            halfOpen.remove(oldest);
            metrics.count("handshake.displaced");
            oldest.close();
        }
    }

    void noLongerHalfOpen(Inbound connection) {
        halfOpen.remove(connection);
    }

    void accepted(MemberId peer, Inbound connection) {
        halfOpen.remove(connection);
        if (inbound.containsKey(peer)) {
            fail(peer);
        }
        inbound.put(peer, connection);
    }

    void received(MemberId from, LcrMessage message) {
        owner.received(from, message);
    }

    void opened(MemberId peer) {
        owner.opened(peer);
        owner.writable(peer);
    }

    void writable(MemberId peer) {
        owner.writable(peer);
    }

    void refused(MemberId peer, String reason) {
        if (refusing.add(peer)) {
            LOG.warn("{}: {} refuses: {}", self, peer, reason);
        }
        owner.refused(peer, reason);
    }

    /** What the peer sent has been read to its end. */
    void ended(MemberId peer, Inbound connection) {
        if (inbound.get(peer) == connection) {
            fail(peer);
        }
    }

    /** Nothing more can be sent; what the peer has said before that is still read, for a moment. */
    void lost(MemberId peer, Outbound connection) {
        later(inbound.containsKey(peer) ? LAST_WORDS_MILLIS : 0, () -> {
            if (outbound.get(peer) == connection) {
                fail(peer);
            }
        });
    }

    private void fail(MemberId peer) {
        disconnect(peer);
        if (!isClosed) {
            metrics.count("connection.lost");
            LOG.debug("{}: lost {}", self, peer);
            owner.suspected(peer);
        }
    }

    /** Breaks the connections with a member. */
    void disconnect(MemberId peer) {
        Outbound sending = outbound.remove(peer);
        if (sending != null) {
            sending.close();
        }
        Inbound receiving = inbound.remove(peer);
        if (receiving != null) {
            receiving.close();
        }
    }

    void later(long millis, Runnable task) {
        loop.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.error("{}: a task failed", self, e);
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    void laterUnlessClosed(Channel channel, long millis, Runnable task) {
        later(millis, () -> {
            if (channel.isOpen()) {
                task.run();
            }
        });
    }

    /** Ends what this member sends, so that the others have heard its last words before they see it go. */
    void endSending() {
        isClosed = true;
        flush();
        outbound.values().forEach(Outbound::close);
        outbound.clear();
    }

    void close() {
        isClosed = true;
        outbound.values().forEach(Outbound::close);
        outbound.clear();
        channels.close();
    }

    /** Whether there are connections to all other members of a view. */
    boolean isLinkedTo(View view) {
        return view.members().stream().allMatch(member -> member.equals(self) || isOpen(member));
    }
}
