package next700.protocol.lcr;

import next700.process.Call;

/** What the application asks of a process of LCR. */
public sealed interface LcrCall extends Call {
    /** To broadcast. The host bounds how much of this is outstanding. */
    record Broadcast(Payload payload) implements LcrCall {}

    /** A process that is in no group is to ask a member to be let in; again, if there was no answer. */
    record AskToJoin(MemberId contact) implements LcrCall {}

    /** To leave, once all that was broadcast is on its way. */
    record Leave() implements LcrCall {}
}
