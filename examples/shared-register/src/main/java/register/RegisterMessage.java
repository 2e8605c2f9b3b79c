package register;

import next700.process.Message;

/** What clients and replicas tell one another; the phase is the client's, and comes back with the answer. */
public sealed interface RegisterMessage extends Message {
    /** What do you hold? */
    record Query(long phase) implements RegisterMessage {}

    /** This. */
    record Report(long phase, Held held) implements RegisterMessage {}

    /** Hold this, unless you hold something later. */
    record Update(long phase, Held held) implements RegisterMessage {}

    /** I do, or something later. */
    record Ack(long phase) implements RegisterMessage {}
}
