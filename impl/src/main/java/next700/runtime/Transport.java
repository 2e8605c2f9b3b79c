package next700.runtime;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.BindException;

/**
 * What an event loop waits with: Linux's epoll where Netty has its library for it, and the JDK's selector elsewhere, which
 * does the same with more work for each time that it wakes up.
 */
public final class Transport {
    private static final boolean HAS_EPOLL = Epoll.isAvailable();

    /** Linux's EADDRINUSE and EADDRNOTAVAIL, as Netty tells them. */
    private static final int ADDRESS_IN_USE = -98;

    private static final int ADDRESS_NOT_AVAILABLE = -99;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVLOWAT = 18;
    private static final ChannelOption<Integer> LOW_WATER_MARK =
            new IntegerUnixChannelOption("SO_RCVLOWAT", SOL_SOCKET, SO_RCVLOWAT);

    private Transport() {}

    /** For an event loop. */
    public static IoHandlerFactory handler() {
        return HAS_EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** For a connection that is dialled. */
    public static Class<? extends SocketChannel> socket() {
        return HAS_EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** For a port that is listened on. */
    public static Class<? extends ServerSocketChannel> serverSocket() {
        return HAS_EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Whether a port cannot be listened on because it is in use, or the address is not this machine's. */
    static boolean isAddressTaken(Throwable cause) {
        return cause instanceof BindException
                || (cause instanceof Errors.NativeIoException system
                        && (system.expectedErr() == ADDRESS_IN_USE || system.expectedErr() == ADDRESS_NOT_AVAILABLE));
    }

    /**
     * Wakes the connection's loop up only when so many bytes have arrived, or the connection ends: less than that is of no
     * use to it, and a link delivers a message in many packets. Without epoll it is woken up for each.
     */
    public static void awaitBytes(Channel channel, int bytes) {
        if (HAS_EPOLL) {
            channel.config().setOption(LOW_WATER_MARK, bytes);
        }
    }
}
