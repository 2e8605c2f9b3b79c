package next700.benchmarks.lcr;

import java.util.List;
import java.util.Locale;

/** What can be measured. */
enum Protocol {
    /** {@link next700.broadcast.Member} as it comes. */
    LCR,
    /** The same without the fairness mechanism of thesis 2.5.2. */
    LCR_UNFAIR,
    JGROUPS_UDP,
    /** Tuned with what JGroups itself lets one set. */
    JGROUPS_UDP_CREDITS,
    /** With a window for each member's own messages besides, which JGroups does not have. */
    JGROUPS_UDP_TUNED,
    JGROUPS_TCP,
    JGROUPS_TCP_TUNED,
    /** A ring without a protocol. */
    RING,
    /** Plain TCP from each member to the next. */
    RAW;

    /** Reads a name as the command line has it, such as {@code jgroups-udp}. */
    static Protocol parse(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Peer start(int self, List<String> addresses, Rendezvous rendezvous, Peer.Receiver receiver) throws Exception {
        return switch (this) {
            case LCR -> LcrPeer.start(self, addresses, true, receiver);
            case LCR_UNFAIR -> LcrPeer.start(self, addresses, false, receiver);
            case JGROUPS_UDP -> jgroups("udp", JGroupsPeer.Tuning.NONE, self, addresses, rendezvous, receiver);
            case JGROUPS_UDP_CREDITS ->
                jgroups("udp", JGroupsPeer.Tuning.CREDITS, self, addresses, rendezvous, receiver);
            case JGROUPS_UDP_TUNED -> jgroups("udp", JGroupsPeer.Tuning.BEST, self, addresses, rendezvous, receiver);
            case JGROUPS_TCP -> jgroups("tcp", JGroupsPeer.Tuning.NONE, self, addresses, rendezvous, receiver);
            case JGROUPS_TCP_TUNED -> jgroups("tcp", JGroupsPeer.Tuning.BEST, self, addresses, rendezvous, receiver);
            case RING -> BareRing.ring(self, addresses, receiver);
            case RAW -> BareRing.link(self, addresses, receiver);
        };
    }

    private static Peer jgroups(
            String transport,
            JGroupsPeer.Tuning tuning,
            int self,
            List<String> addresses,
            Rendezvous rendezvous,
            Peer.Receiver receiver)
            throws Exception {
        return JGroupsPeer.start(self, addresses, transport, tuning, rendezvous, receiver);
    }
}
