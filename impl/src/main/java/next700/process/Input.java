package next700.process;

/** What a host hands to a process. */
public sealed interface Input {
    /**
     * A message arrived on the link from a peer. Protocols for crashes lean on who that is; where processes lie, who said
     * something is only what the message's authentication says.
     */
    record Received(ProcessId from, Message message) implements Input {}

    /** A timer that the process had set, and had not cancelled since, ran out. */
    record Expired(Timer timer) implements Input {}

    /** The caller of the process wants something. */
    record Called(Call call) implements Input {}

    /** On links that tell: the link from a peer broke, and nothing more will arrive from it. */
    record Lost(ProcessId peer) implements Input {}

    /** On links with flow control: after this message, the link to the peer can take one more. */
    record Writable(ProcessId peer, Message after) implements Input {}

    /** The number that an {@link Effect.Draw} asked for. */
    record Drawn(int number) implements Input {}

    /** A life begins. A process is not handed this, but asked for {@link Automaton#start}; who looks on sees it as what led to that. */
    record Started() implements Input {}
}
