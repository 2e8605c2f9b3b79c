package next700.protocol.lcr;

import java.util.List;
import java.util.Optional;
import next700.process.Message;

/** What members send each other, over links that lose nothing and reorder nothing until they break. */
public sealed interface LcrMessage extends Message {

    /**
     * {@code ⟨m, p_j, C_m⟩} of Figure 2.5, for a batch of messages that the application broadcast one after the other.
     *
     * @param view the number of the view in which it was broadcast
     * @param origin the position of its sender on the ring
     * @param following how many messages of its sender wait to be sent behind it: what is left of the burst of thesis
     *     2.5.2
     * @param sizeBytes of all payloads together
     */
    record Data(long view, int origin, Clock clock, int following, int sizeBytes, List<Payload> payloads) {
        /** Which of its sender's broadcasts in this view it is, from 1. */
        public long sequence() {
            return clock.at(origin);
        }

        @Override
        public String toString() {
            return "m" + origin + "." + sequence() + clock;
        }
    }

    /**
     * {@code ⟨ACK, p_j, C_m⟩} of Figure 2.5. Each member's messages become stable in the order in which they were
     * sent, so that one acknowledgement stands for all before it.
     *
     * @param origin the position of the message's sender on the ring
     * @param sequence the last of the sender's broadcasts that is stable
     */
    record Ack(int origin, long sequence) {}

    /**
     * What travels from a member to its successor: a message, acknowledgements piggy-backed on it, or both. The
     * acknowledgements come first.
     */
    record Ring(long view, Optional<Data> data, List<Ack> acks) implements LcrMessage {}

    /** {@code ⟨RECOVER, p_i, pending⟩} of Figure 2.7, which also says which change of membership it is for. */
    record Recover(Change change, List<Data> pending) implements LcrMessage {}

    /** What is said of membership, and carries no messages of the application. */
    sealed interface Membership extends LcrMessage {}

    /** {@code ⟨ACK_RECOVER⟩} of Figure 2.7. */
    record AckRecover(Change change) implements Membership {}

    /** {@code ⟨END_RECOVERY⟩} of Figure 2.7. */
    record EndRecovery(Change change) implements Membership {}

    /**
     * All participants have ended that change, so that it can be installed by whoever has not done so: what a member
     * answers to one that began to change the view before, and the last that a process says that leaves.
     */
    record Completed(Change change) implements Membership {}

    /** A process asks a member to be taken into the group. */
    record Join() implements Membership {}

    /**
     * The answer to a {@link Join} that cannot be granted.
     *
     * @param isFinal whether asking again is of no use
     */
    record JoinRefused(String reason, boolean isFinal) implements Membership {}
}
