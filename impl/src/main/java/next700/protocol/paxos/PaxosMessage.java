package next700.protocol.paxos;

import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.Message;

/** What servers, and clients, tell one another; as the report calls it, in capitals in its figures. */
public sealed interface PaxosMessage extends Message {
    /** A client asks its server. */
    record Request(long timestamp, Bytes operation) implements PaxosMessage {}

    /** And is answered. */
    record Reply(long timestamp, Bytes reply) implements PaxosMessage {}

    /** A server passes an update of its client on to the leader. */
    record ClientUpdate(Update update) implements PaxosMessage {}

    /** I attempt this view. */
    record ViewChange(long attempted) implements PaxosMessage {}

    /** I have installed this view, and executed all up to {@code aru}; sent from time to time. */
    record VcProof(long installed, long aru) implements PaxosMessage {}

    /** The leader of this view asks for all that may have been ordered after {@code aru}. */
    record Prepare(long view, long aru) implements PaxosMessage {}

    /** The data list; where the log was cut after the leader's {@code aru}, the snapshot that it was cut at. */
    record PrepareOk(long view, Optional<Snapshot> snapshot, List<Entry> entries) implements PaxosMessage {}

    /** The leader binds updates to a sequence number. */
    record Proposal(long view, long sequence, List<Update> updates) implements PaxosMessage {}

    /** I have accepted the leader's proposal for this number, and stored it. */
    record Accept(long view, long sequence) implements PaxosMessage {}

    /** Globally_Ordered_Update: what you have not executed yet. */
    record Ordered(Optional<Snapshot> snapshot, List<Entry> entries) implements PaxosMessage {}

    /** What is known of a sequence number. */
    record Entry(long sequence, Slot slot) {}
}
