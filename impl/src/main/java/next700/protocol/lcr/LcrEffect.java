package next700.protocol.lcr;

import next700.protocol.lcr.LcrMessage.Data;

/** What a process of LCR asks its host to do. */
public sealed interface LcrEffect {
    record Send(MemberId to, LcrMessage message) implements LcrEffect {}

    /**
     * {@code utoDeliver}, of a whole batch.
     *
     * @param position how many payloads were delivered before it in the view; the same at every member
     */
    record Deliver(MemberId origin, long position, Data data) implements LcrEffect {}

    /** A message that had arrived is needed no more, and was not delivered here: its memory can be released. */
    record Discard(Data data) implements LcrEffect {}

    /** A new view is installed; what is delivered next belongs to it. */
    record Installed(View view) implements LcrEffect {}

    /** This process has left, as it wanted to. It does nothing any more. */
    record Left() implements LcrEffect {}

    /** This process cannot go on without risking a second order; it does nothing any more. */
    record Stopped(String reason) implements LcrEffect {}

    /** The group does not take this process in. */
    record Refused(String reason, boolean isFinal) implements LcrEffect {}

    /** Break the connection to a process that is a member no more, so that it hears of it. */
    record Disconnect(MemberId member) implements LcrEffect {}

    /** Record that a step of the figures was taken. */
    record Took(LcrStep step) implements LcrEffect {}
}
