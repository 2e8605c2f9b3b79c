package next700.benchmarks.lcr;

import java.nio.ByteBuffer;

/** One process of a group, whatever protocol makes it a group. */
interface Peer extends AutoCloseable {
    /** Is shown what is delivered, one message after the other. */
    interface Receiver {
        void deliver(ByteBuffer message);
    }

    /** Broadcasts a message, and waits while the group is behind. The array is the caller's again afterwards. */
    void broadcast(byte[] message) throws Exception;

    @Override
    void close();
}
