package next700.protocol.register;

import next700.process.Bound;
import next700.process.Message;

/** What clients and replicas tell one another; the phase is the client's, and comes back with the answer. */
public sealed interface RegisterMessage extends Message {
    /** What do you hold? */
    record Query(@Bound(min = 1) long phase) implements RegisterMessage {}

    /** This. */
    record Report(@Bound(min = 1) long phase, Held held) implements RegisterMessage {}

    /** Hold this, unless you hold something later. */
    record Update(@Bound(min = 1) long phase, Held held) implements RegisterMessage {}

    /** I do, or something later. */
    record Ack(@Bound(min = 1) long phase) implements RegisterMessage {}
}
