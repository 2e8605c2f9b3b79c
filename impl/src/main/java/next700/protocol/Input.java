package next700.protocol;

/** What a host hands to a process. */
public sealed interface Input {
    /** A message arrived. Who sent it is what the message's authentication says, if anything. */
    record Received(Message message) implements Input {}

    /** A timer that the process had set, and had not cancelled since, ran out. */
    record Expired(Timer timer) implements Input {}

    /** The caller of a client invokes an operation. One operation is outstanding at a time. */
    record Invoked(Bytes operation) implements Input {}
}
