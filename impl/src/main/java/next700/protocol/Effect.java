package next700.protocol;

/** What a process asks its host to do. */
public sealed interface Effect {
    /** Send a message; it may be lost, delayed, duplicated or overtaken. */
    record Send(ProcessId to, Message message) implements Effect {}

    /** Start a timer, or start it again if it is running. */
    record SetTimer(Timer timer, long delayMillis) implements Effect {}

    /** Stop a timer, if it is running. */
    record CancelTimer(Timer timer) implements Effect {}

    /** Hand a commit or abort indication to the caller. */
    record Answer(Indication indication) implements Effect {}

    /**
     * Make durable, before any later effect is carried out, how far this replica may have spoken. A replica that lost its
     * memory in a crash must never say anything that may contradict what it said before: to the others it would be a
     * replica that changes its mind, which is a Byzantine one.
     */
    record Remember(Spoken spoken) implements Effect {}

    /** Record that a step of the paper was taken. */
    record Took(StepRecord step) implements Effect {}
}
