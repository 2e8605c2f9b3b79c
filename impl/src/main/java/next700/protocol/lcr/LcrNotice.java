package next700.protocol.lcr;

import next700.process.Notice;
import next700.protocol.lcr.LcrMessage.Data;

/** What a process of LCR tells the application and its host. */
public sealed interface LcrNotice extends Notice {
    /**
     * {@code utoDeliver}, of a whole batch.
     *
     * @param position how many payloads were delivered before it in the view; the same at every member
     */
    record Deliver(MemberId origin, long position, Data data) implements LcrNotice {}

    /** A message that had arrived is needed no more, and was not delivered here: its memory can be released. */
    record Discard(Data data) implements LcrNotice {}

    /** A new view is installed; what is delivered next belongs to it. */
    record Installed(View view) implements LcrNotice {}

    /** This process has left, as it wanted to. It does nothing any more. */
    record Left() implements LcrNotice {}

    /** This process cannot go on without risking a second order; it does nothing any more. */
    record Stopped(String reason) implements LcrNotice {}

    /** The group does not take this process in. */
    record Refused(String reason, boolean isFinal) implements LcrNotice {}
}
