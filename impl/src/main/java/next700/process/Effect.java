package next700.process;

/** What a process asks its host to do. */
public sealed interface Effect {
    /** Send a message; what may become of it on the way is the protocol's failure model. */
    record Send(ProcessId to, Message message) implements Effect {}

    /** Start a timer, or start it again if it is running. */
    record SetTimer(Timer timer, long delayMillis) implements Effect {}

    /** Stop a timer, if it is running. */
    record CancelTimer(Timer timer) implements Effect {}

    /** Tell the caller of the process something. */
    record Tell(Notice notice) implements Effect {}

    /**
     * Make a value durable under a name, in the place of what stood there, before others can see any later effect: the
     * process' next life is made of what was stored. Whoever promises something stores it first. A replica that lost what
     * it had said would contradict it, and to the others be one that changes its mind.
     */
    record Store(String name, Record value) implements Effect {}

    /** Forget what was stored under a name. */
    record Erase(String name) implements Effect {}

    /** Draw a number from 0 up to {@code bound}, which is excluded; it comes as {@link Input.Drawn}. */
    record Draw(int bound) implements Effect {}

    /** On links that tell: break the link to a peer, so that the peer hears of it. */
    record Disconnect(ProcessId peer) implements Effect {}

    /** Record that a step of the paper was taken. */
    record Took(Taken step) implements Effect {}
}
