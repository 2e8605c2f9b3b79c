package next700.protocol.lcr;

/** What a host hands to a process of LCR. */
public sealed interface LcrInput {
    /** The application broadcasts. The host bounds how much of this is outstanding. */
    record Broadcast(Payload payload) implements LcrInput {}

    /** A message arrived. */
    record Received(MemberId from, LcrMessage message) implements LcrInput {}

    /**
     * The link to the successor in a view can take one more message. A process that is in a view takes this for
     * granted once, and then waits to be told again after each message on the ring.
     */
    record LinkReady(long view) implements LcrInput {}

    /** The connection to a member is lost, which is taken for its crash. Nothing more will arrive from it. */
    record Suspected(MemberId member) implements LcrInput {}

    /** A process that is in no group asks a member to be let in; again, if there was no answer. */
    record AskToJoin(MemberId contact) implements LcrInput {}

    /** The application leaves once all that it has broadcast is on its way. */
    record Leave() implements LcrInput {}
}
