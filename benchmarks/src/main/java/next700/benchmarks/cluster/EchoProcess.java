package next700.benchmarks.cluster;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import next700.runtime.Endpoint;
import next700.runtime.JavaCommand;
import next700.runtime.Lifetime;
import next700.runtime.Transport;

/**
 * What the machine and Netty can do without a protocol: as many processes as a cluster has, which send back what they get.
 * A client sends as many bytes as a request of Quorum has to each of them, and waits for all answers.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty's: what fails closes the channel, and the measurement fails.
public final class EchoProcess {
    private static final int FRAME_BYTES = 200;
    private static final List<String> OPTIONS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-Xshare:auto");

    private EchoProcess() {}

    static List<String> server(Endpoint endpoint, String name) {
        return JavaCommand.of(OPTIONS, EchoProcess.class.getName(), "server", endpoint.toString(), name);
    }

    static List<String> clients(List<Endpoint> servers, int clients, long warmUpMillis, long millis) {
        return JavaCommand.of(
                OPTIONS,
                EchoProcess.class.getName(),
                "clients",
                String.join(",", servers.stream().map(Endpoint::toString).toList()),
                Integer.toString(clients),
                Long.toString(warmUpMillis),
                Long.toString(millis));
    }

    /** Runs what {@link #server} and {@link #clients} say. */
    public static void main(String[] arguments) throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, Transport.handler());
        if (arguments[0].equals("server")) {
            serve(loop, Endpoint.parse(arguments[1]), arguments[2]);
        } else {
            List<Endpoint> servers = new ArrayList<>();
            for (String server : arguments[1].split(",", -1)) {
                servers.add(Endpoint.parse(server));
            }
            Latencies latencies =
                    new Latencies(Long.parseLong(arguments[3]) * 1_000_000, Long.parseLong(arguments[4]) * 1_000_000);
            load(loop, servers, Integer.parseInt(arguments[2]), latencies);
            System.out.println(latencies.result(0).line());
        }
        System.exit(0);
    }

    private static void serve(EventLoopGroup loop, Endpoint endpoint, String name) throws Exception {
        new ServerBootstrap()
                .group(loop)
                .channel(Transport.serverSocket())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind(address(endpoint))
                .sync();
        System.out.println(Lifetime.READY + name);
        while (System.in.read() >= 0) {
            // Ends with its launcher.
        }
    }

    private static InetSocketAddress address(Endpoint endpoint) {
        return new InetSocketAddress(endpoint.host(), endpoint.port());
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    private static void load(EventLoopGroup loop, List<Endpoint> servers, int clients, Latencies latencies)
            throws Exception {
        List<Client> all = new ArrayList<>();
        for (int i = 1; i <= clients; i++) {
            Client client = new Client(i, latencies, servers.size());
            for (Endpoint server : servers) {
                client.channels.add(new Bootstrap()
                        .group(loop)
                        .channel(Transport.socket())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline().addLast(new FixedLengthFrameDecoder(FRAME_BYTES), client.receiver());
                            }
                        })
                        .connect(address(server))
                        .sync()
                        .channel());
            }
            all.add(client);
        }
        all.forEach(client -> client.channels.get(0).eventLoop().execute(client::send));
        latencies.announce();
    }

    /** A client has one request outstanding. */
    private static final class Client {
        private final int number;
        private final Latencies latencies;
        private final int servers;
        private final List<Channel> channels = new ArrayList<>();
        private int answers;

        Client(int number, Latencies latencies, int servers) {
            this.number = number;
            this.latencies = latencies;
            this.servers = servers;
        }

        void send() {
            answers = 0;
            latencies.begin(number);
            for (Channel channel : channels) {
                channel.writeAndFlush(
                        channel.alloc().buffer(FRAME_BYTES).writeZero(FRAME_BYTES), channel.voidPromise());
            }
        }

        ChannelInboundHandlerAdapter receiver() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    ((ByteBuf) message).release();
                    answers++;
                    if (answers == servers) {
                        latencies.end(number);
                        send();
                    }
                }
            };
        }
    }
}
