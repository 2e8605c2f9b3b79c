package next700.runtime;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import next700.crypto.Keys;
import next700.crypto.RealAuthentication;
import next700.process.ClientId;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.authentication.Authentication;
import next700.wire.Frame;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authenticated links of one process, at most one for each peer. It listens, or dials, or both; whom it dials it
 * dials again for ever. Links lose messages: what is sent to a peer that is away, or that does not read, is dropped and
 * counted.
 *
 * <p>All of it runs on one event loop, and only {@link #listen} and {@link #close} may be called from elsewhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and that is noticed.
final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** What replicas take from clients: a request with the longest history to begin with, and not a replica's state. */
    private static final int CLIENT_FRAME_BYTES = 8 << 20;

    private static final int CLIENT_ITEMS = 64_000;

    /** As many long frames of the greatest length may be on their way here at a time, from clients and from replicas each. */
    private static final int UNFINISHED_FRAMES = 2;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ProcessId self;
    private final Keys keys;
    private final Authentication authentication;
    private final LinkOptions options;
    private final EventLoop loop;
    private final Metrics metrics;
    private final FrameCodec codec;
    private final BiConsumer<ProcessId, Message> receiver;

    private final ChannelGroup channels;
    private final Map<ProcessId, Link> open = new HashMap<>();
    private final Map<ProcessId, Endpoint> dialled = new HashMap<>();
    private final Map<ProcessId, Integer> attempts = new HashMap<>();
    private final Set<ProcessId> warned = new HashSet<>();
    private final Set<Class<?>> unsendable = new HashSet<>();

    /** Connections that were accepted and have not authenticated, the oldest first. */
    private final Set<Link> halfOpen = new LinkedHashSet<>();

    private final Unfinished unfinishedOfClients;
    private final Unfinished unfinishedOfReplicas;
    private final LongFrames longFrames = new LongFrames();
    private final FrameLimits clientFrames;
    private final FrameCodec clientCodec;
    private Message lastMessage;
    private byte[] lastEncoded;
    private volatile boolean closed;

    /** @param messages what processes send one another, as {@link FrameCodec} takes it */
    Links(
            Keys keys,
            List<Class<?>> messages,
            LinkOptions options,
            EventLoop loop,
            Metrics metrics,
            BiConsumer<ProcessId, Message> receiver) {
        this.self = keys.self();
        this.keys = keys;
        this.authentication = new RealAuthentication(keys);
        this.options = options;
        this.loop = loop;
        this.metrics = metrics;
        this.codec = new FrameCodec(options.frames(), messages);
        this.clientFrames = new FrameLimits(
                Math.min(options.frames().maxFrameBytes(), CLIENT_FRAME_BYTES),
                Math.min(options.frames().maxItems(), CLIENT_ITEMS));
        this.clientCodec = new FrameCodec(clientFrames, messages);
        this.unfinishedOfClients = new Unfinished(UNFINISHED_FRAMES * clientFrames.maxFrameBytes());
        this.unfinishedOfReplicas =
                new Unfinished(UNFINISHED_FRAMES * options.frames().maxFrameBytes());
        this.receiver = receiver;
        this.channels = new DefaultChannelGroup(loop, true);
    }

    ProcessId self() {
        return self;
    }

    EventLoop loop() {
        return loop;
    }

    LinkOptions options() {
        return options;
    }

    FrameCodec codec() {
        return codec;
    }

    /** What is taken from a peer, or from one that is not known yet. */
    FrameLimits limitsFor(ProcessId peer) {
        return peer instanceof ClientId ? clientFrames : options.frames();
    }

    FrameCodec codecFor(ProcessId peer) {
        return peer instanceof ClientId ? clientCodec : codec;
    }

    Unfinished unfinished(ProcessId peer) {
        return peer instanceof ClientId ? unfinishedOfClients : unfinishedOfReplicas;
    }

    LongFrames longFrames() {
        return longFrames;
    }

    /** What the thread has computed, in nanoseconds: that another process had the processor meanwhile is nobody's fault. */
    long threadNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    Metrics metrics() {
        return metrics;
    }

    Logger log() {
        return LOG;
    }

    /** The keys of the links; the automaton has an instance of its own. */
    Authentication authentication() {
        return authentication;
    }

    boolean knows(ProcessId peer) {
        return !peer.equals(self) && keys.shared().containsKey(peer);
    }

    /** Listens, and returns where: port 0 means any free one. */
    Endpoint listen(Endpoint endpoint) throws RuntimeFailure {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(Transport.serverSocket())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                });
        ChannelFuture bound = bootstrap.bind(endpoint.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String cause = Transport.isAddressTaken(bound.cause())
                    ? "the port is in use, or the address is not this machine's"
                    : bound.cause().toString();
            throw new RuntimeFailure(self + " cannot listen on " + endpoint + ": " + cause, bound.cause());
        }
        channels.add(bound.channel());
        return new Endpoint(
                endpoint.host(), ((InetSocketAddress) bound.channel().localAddress()).getPort());
    }

    private WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(options.outboundBytes() / 2, options.outboundBytes());
    }

    private void accept(SocketChannel channel) {
        if (closed) {
            channel.close();
            return;
        }
        metrics.count("connection.accepted");
        halfOpen.add(register(channel, Optional.empty()));
        if (halfOpen.size() > options.maxConnections()) {
            Link oldest = halfOpen.iterator().next();
            halfOpen.remove(oldest);
            metrics.count("connection.refused");
            oldest.close();
        }
    }

    private Link register(Channel channel, Optional<ProcessId> peer) {
        channels.add(channel);
        Link link = new Link(this, peer);
        channel.pipeline().addLast(link.splitter(), link);
        return link;
    }

    /** Keeps a connection to a peer from now on. */
    void dial(ProcessId peer, Endpoint endpoint) {
        dialled.put(peer, endpoint);
        attempts.put(peer, 0);
        connect(peer);
    }

    private void connect(ProcessId peer) {
        if (closed) {
            return;
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(Transport.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, options.handshakeTimeoutMillis()))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        register(channel, Optional.of(peer));
                    }
                });
        metrics.count("connection.dialled");
        ChannelFuture connecting = bootstrap.connect(dialled.get(peer).address());
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connecting.channel().closeFuture().addListener(unused -> connectLater(peer));
            } else {
                metrics.count("connection.unreachable");
                connectLater(peer);
            }
        });
    }

    private void connectLater(ProcessId peer) {
        if (!closed) {
            int attempt = attempts.merge(peer, 1, Integer::sum);
            long windowMillis =
                    Math.min(options.maxReconnectMillis(), options.minReconnectMillis() << Math.min(attempt - 1, 20));
            long delayMillis = windowMillis / 2 + ThreadLocalRandom.current().nextLong(windowMillis / 2 + 1);
            EventLoops.later(loop, delayMillis, () -> connect(peer));
        }
    }

    /** A link finished its handshake. The newest link to a peer is the one in use: an older one may be dead. */
    void opened(ProcessId peer, Link link) {
        halfOpen.remove(link);
        metrics.count("connection.authenticated");
        if (dialled.containsKey(peer)) {
            attempts.put(peer, 0);
        }
        Link older = open.put(peer, link);
        if (older != null) {
            metrics.count("connection.replaced");
            older.replace();
        }
        LOG.debug("{}: linked to {}", self, peer);
    }

    /** The peer says that this process has been linked to it once more: if that was not this one, it was another. */
    void replacedByAnother(ProcessId peer, Link link) {
        if (open.get(peer) == link) {
            metrics.count("connection.taken-over");
            warnOnce(
                    peer,
                    "another process has taken this one's place at " + peer + ": do two processes use the key of "
                            + self + "? Each must have its own");
        }
    }

    void closed(ProcessId peer, Link link) {
        halfOpen.remove(link);
        if (peer != null && open.remove(peer, link)) {
            metrics.count("connection.lost");
            LOG.debug("{}: lost {}", self, peer);
        }
    }

    void warnOnce(ProcessId peer, String text) {
        if (warned.add(peer)) {
            LOG.warn("{}: {}", self, text);
        }
    }

    void deliver(ProcessId from, Message message) {
        receiver.accept(from, message);
    }

    /** Whether there is a link to the peer. */
    boolean isLinked(ProcessId peer) {
        return open.containsKey(peer);
    }

    /** Sends a message if the peer is there and reads; drops it otherwise. */
    void send(ProcessId to, Message message) {
        if (to.equals(self)) {
            loop.execute(() -> deliver(self, message));
            return;
        }
        Link link = open.get(to);
        if (link == null) {
            metrics.count("dropped.disconnected");
        } else if (!link.isWritable()) {
            metrics.count("dropped.back-pressure");
        } else {
            encode(message).ifPresent(link::write);
        }
    }

    /** The encoding of a message, which is often sent to several peers in a row. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<byte[]> encode(Message message) {
        if (message != lastMessage) {
            try {
                lastEncoded = codec.encode(new Frame.Payload(message));
                lastMessage = message;
            } catch (IllegalArgumentException e) {
                metrics.count("dropped.unsendable."
                        + message.getClass().getSimpleName().toLowerCase(Locale.ROOT));
                if (unsendable.add(message.getClass())) {
                    LOG.warn(
                            "{}: cannot send a {}, and will not say so again: {}",
                            self,
                            message.getClass().getSimpleName(),
                            e.getMessage());
                }
                return Optional.empty();
            }
        }
        return Optional.of(lastEncoded);
    }

    /** Closes every connection and stops dialling and listening. */
    void close() {
        closed = true;
        channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
