package next700.benchmarks.lcr;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import next700.runtime.Endpoint;

/**
 * A ring without a protocol: messages travel from member to member and are delivered as they come, without order,
 * stability, or anybody's failure being noticed. What it reaches is what Java's sockets leave to a protocol on a ring.
 *
 * <p>With messages that travel one hop only it is plain TCP on every link of the ring at once, data one way and its
 * acknowledgements the other.
 */
final class BareRing implements Peer {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Little enough that what they held before the measurement does not count much in it. */
    private static final int SOCKET_BUFFER_BYTES = 1 << 17;

    private static final long DIAL_MILLIS = 30_000;
    private static final long REDIAL_MILLIS = 50;
    private static final int OWN_QUEUE_BYTES = 1 << 18;

    /** A message, and how many hops it has yet to go. */
    private static final class Travelling {
        private final int hops;
        private final byte[] bytes;

        Travelling(int hops, byte[] bytes) {
            this.hops = hops;
            this.bytes = bytes;
        }

        int hops() {
            return hops;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final int hops;
    private final boolean deliversOwn;
    private final int forwardsPerOwn;
    private final Receiver receiver;
    private final ServerSocket listening;
    private final Socket successor;
    private final Socket predecessor;
    private final ArrayDeque<Travelling> forwardQueue = new ArrayDeque<>();
    private final ArrayDeque<Travelling> sendQueue = new ArrayDeque<>();
    private long sendQueueBytes;
    private int forwardedSinceOwn;
    private volatile boolean isClosed;

    private BareRing(int self, List<String> addresses, int hops, boolean deliversOwn, Receiver receiver)
            throws IOException, InterruptedException {
        this.hops = hops;
        this.deliversOwn = deliversOwn;
        this.forwardsPerOwn = hops - 1;
        this.receiver = receiver;
        this.listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
        listening.bind(address(addresses.get(self)));
        this.successor = dial(address(addresses.get((self + 1) % addresses.size())));
        successor.setTcpNoDelay(true);
        successor.setSendBufferSize(SOCKET_BUFFER_BYTES);
        this.predecessor = listening.accept();
    }

    /** Every link on its own. */
    static BareRing link(int self, List<String> addresses, Receiver receiver) throws IOException, InterruptedException {
        return new BareRing(self, addresses, 1, false, receiver).start();
    }

    /** Messages go once around. */
    static BareRing ring(int self, List<String> addresses, Receiver receiver) throws IOException, InterruptedException {
        return new BareRing(self, addresses, addresses.size() - 1, true, receiver).start();
    }

    private static InetSocketAddress address(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        return new InetSocketAddress(endpoint.host(), endpoint.port());
    }

    private static Socket dial(InetSocketAddress address) throws IOException, InterruptedException {
        for (long waited = 0; ; waited += REDIAL_MILLIS) {
            try {
                return new Socket(address.getAddress(), address.getPort());
            } catch (IOException e) {
                if (waited > DIAL_MILLIS) {
                    throw e;
                }
                Thread.sleep(REDIAL_MILLIS);
            }
        }
    }

    private BareRing start() {
        run("reader", this::read);
        run("writer", this::write);
        return this;
    }

    private interface Job {
        void run() throws IOException, InterruptedException;
    }

    private void run(String name, Job job) {
        Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                job.run();
            } catch (IOException | InterruptedException e) {
                if (!isClosed) {
                    System.err.println(name + ": " + e);
                }
            }
        });
    }

    private void read() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(predecessor.getInputStream(), BUFFER_BYTES));
        while (!isClosed) {
            int left = in.readByte() - 1;
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            deliver(bytes);
            if (left > 0) {
                forward(new Travelling(left, bytes));
            }
        }
    }

    private void deliver(byte[] bytes) {
        synchronized (receiver) {
            receiver.deliver(ByteBuffer.wrap(bytes));
        }
    }

    private synchronized void forward(Travelling message) {
        forwardQueue.add(message);
        notifyAll();
    }

    @Override
    public synchronized void broadcast(byte[] message) throws InterruptedException {
        while (sendQueueBytes > OWN_QUEUE_BYTES) {
            wait();
        }
        sendQueue.add(new Travelling(hops, message.clone()));
        sendQueueBytes += message.length;
        notifyAll();
    }

    private void write() throws IOException, InterruptedException {
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(successor.getOutputStream(), BUFFER_BYTES));
        while (!isClosed) {
            Travelling next = next();
            if (next == null) {
                out.flush();
                awaitMore();
            } else {
                if (deliversOwn && next.hops() == hops) {
                    deliver(next.bytes());
                }
                out.writeByte(next.hops());
                out.writeInt(next.bytes().length);
                out.write(next.bytes());
            }
        }
    }

    private synchronized void awaitMore() throws InterruptedException {
        while (forwardQueue.isEmpty() && sendQueue.isEmpty()) {
            wait();
        }
    }

    /** Own messages take their turn: one for as many as pass when every member sends. */
    private synchronized Travelling next() {
        if (!sendQueue.isEmpty() && (forwardQueue.isEmpty() || forwardedSinceOwn >= forwardsPerOwn)) {
            forwardedSinceOwn = 0;
            Travelling own = sendQueue.remove();
            sendQueueBytes -= own.bytes().length;
            notifyAll();
            return own;
        }
        forwardedSinceOwn++;
        return forwardQueue.poll();
    }

    @Override
    public void close() {
        isClosed = true;
        for (AutoCloseable socket : List.of(successor, predecessor, listening)) {
            try {
                socket.close();
            } catch (Exception e) {
                System.err.println("closing: " + e);
            }
        }
    }
}
