package next700.simulation;

import java.util.Optional;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;

/**
 * A vote in PBFT as the others count it: a replica has one in each phase of each view and sequence number.
 *
 * @param phase the name of the message
 */
public record Ballot(ProcessId replica, InstanceId instance, String phase, long view, long sequence) {
    /** The ballot that a message fills in, if it is a vote. */
    public static Optional<Ballot> of(ProcessId replica, Message message) {
        return switch (message) {
            case PrePrepare m -> Optional.of(new Ballot(replica, m.instance(), "PRE-PREPARE", m.view(), m.sequence()));
            case Prepare m -> Optional.of(new Ballot(replica, m.instance(), "PREPARE", m.view(), m.sequence()));
            case Commit m -> Optional.of(new Ballot(replica, m.instance(), "COMMIT", m.view(), m.sequence()));
            default -> Optional.empty();
        };
    }

    /** What the message votes for; it must be a vote. */
    public static Digest vote(Message message) {
        return switch (message) {
            case PrePrepare m -> m.batch().digest();
            case Prepare m -> m.batch();
            case Commit m -> m.batch();
            default -> throw new IllegalArgumentException(message.getClass().getSimpleName() + " is no vote");
        };
    }
}
