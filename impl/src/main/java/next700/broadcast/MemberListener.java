package next700.broadcast;

import java.nio.ByteBuffer;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;

/**
 * What an application hears of its group, in an order that is the same at every member. The callbacks run on the member's
 * one thread: while one of them runs, the member does nothing else, and its group waits for it.
 */
public interface MemberListener {
    /**
     * {@code utoDeliver}.
     *
     * @param position how many messages were delivered before it in its view; the same at every member
     * @param message for reading, and only during the call
     */
    void utoDeliver(MemberId origin, long view, long position, ByteBuffer message);

    /** The member that this is going to hear of; called once, before anything else, on the thread that starts it. */
    default void starting(Member member) {}

    /** The group has these members from here on. Called for the first view too. */
    default void viewInstalled(View view) {}

    /**
     * The protocol took a step; called before any other member can hear of it, so that the steps of all members in one
     * list, as they are told, respect causality.
     */
    default void took(LcrStep step) {}

    /**
     * Nothing is delivered any more.
     *
     * @param end why
     */
    default void ended(End end) {}

    /** How membership ends. */
    record End(Kind kind, String reason) {
        /** Kinds of ends. */
        public enum Kind {
            /** The member left, as it wanted to; it has delivered all that it broadcast. */
            LEFT,
            /** The member was cut off from its group, which may go on without it, or failed. */
            STOPPED
        }
    }
}
