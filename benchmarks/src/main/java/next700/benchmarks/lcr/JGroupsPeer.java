package next700.benchmarks.lcr;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import next700.runtime.Endpoint;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.SEQUENCER;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.ProtocolStack;

/**
 * A member of a JGroups group with total order: a stack as JGroups ships it, with SEQUENCER on top of its membership.
 * Unlike LCR's, its total order is not uniform.
 *
 * <p>The sequencer is the second member, so that it is not the sender where there is one (thesis 2.6.3), and is one of
 * the senders where there are several (2.6.4).
 */
final class JGroupsPeer implements Peer {
    private static final int FORMATION_SECONDS = 45;
    private static final int SEQUENCER_INDEX = 1;

    /** How to run it. */
    enum Tuning {
        /** As it comes. */
        NONE,
        /** With its own settings. */
        CREDITS,
        /** As fast as we could make it, with more around it than it has. */
        BEST
    }

    /** With the credits that JGroups comes with the sequencer has more waiting than its link takes in a second. */
    private static final int CREDITS_BYTES = 400_000;

    /** What a member may have broadcast and not delivered; without it, the sequencer's own messages starve all others. */
    private static final int WINDOW_BYTES = 150_000;

    private final int self;
    private final JChannel channel;
    private final Semaphore window;

    private JGroupsPeer(int self, JChannel channel, Semaphore window) {
        this.self = self;
        this.channel = channel;
        this.window = window;
    }

    static JGroupsPeer start(
            int self, List<String> addresses, String transport, Tuning tuning, Rendezvous rendezvous, Receiver receiver)
            throws Exception {
        Endpoint here = Endpoint.parse(addresses.get(self));
        System.setProperty("jgroups.bind_addr", here.host());
        System.setProperty("jgroups.tcp.port_range", "0");
        System.setProperty(
                "jgroups.tcpping.initial_hosts",
                addresses.stream()
                        .map(Endpoint::parse)
                        .map(endpoint -> endpoint.host() + "[" + endpoint.port() + "]")
                        .collect(Collectors.joining(",")));
        Semaphore window = new Semaphore(tuning == Tuning.BEST ? WINDOW_BYTES : Integer.MAX_VALUE);
        JChannel channel = new JChannel(transport + ".xml").name("p" + (self + 1));
        ProtocolStack stack = channel.getProtocolStack();
        stack.getTransport().setBindPort(here.port());
        stack.insertProtocol(new SEQUENCER(), ProtocolStack.Position.ABOVE, GMS.class);
        if (tuning != Tuning.NONE) {
            stack.<MFC>findProtocol(MFC.class).setMaxCredits(CREDITS_BYTES);
            stack.<UFC>findProtocol(UFC.class).setMaxCredits(CREDITS_BYTES);
        }
        JGroupsPeer peer = new JGroupsPeer(self, channel, window);
        CountDownLatch isComplete = new CountDownLatch(1);
        channel.setReceiver(new org.jgroups.Receiver() {
            @Override
            public void receive(Message message) {
                peer.received(message, receiver);
            }

            @Override
            public void viewAccepted(View view) {
                if (view.size() == addresses.size()) {
                    isComplete.countDown();
                }
            }
        });
        peer.join(addresses.size(), rendezvous);
        if (!isComplete.await(FORMATION_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the group has only " + channel.getView());
        }
        return peer;
    }

    private void join(int members, Rendezvous rendezvous) throws Exception {
        if (self == Math.min(SEQUENCER_INDEX, members - 1)) {
            channel.connect("next700");
            rendezvous.announce("sequencer", "");
        } else {
            rendezvous.await("sequencer");
            channel.connect("next700");
        }
    }

    private void received(Message message, Receiver receiver) {
        ByteBuffer bytes = ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength());
        receiver.deliver(bytes);
        if (Stamp.origin(bytes) == self) {
            window.release(message.getLength());
        }
    }

    @Override
    public void broadcast(byte[] message) throws Exception {
        window.acquire(message.length);
        channel.send(new BytesMessage(null, Arrays.copyOf(message, message.length)));
    }

    @Override
    public void close() {
        channel.close();
    }
}
