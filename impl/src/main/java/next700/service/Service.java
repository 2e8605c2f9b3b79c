package next700.service;

import next700.process.Bytes;
import next700.process.Digest;

/**
 * The replicated service: a deterministic state machine as an immutable value. Executing an operation yields the
 * service after it, and leaves this one as it was; that is what makes speculation cheap, since rolling back to any
 * prefix of a history is keeping the value that stood there.
 *
 * <p>Operations come from clients that may be Byzantine: every byte string has a reply, one that says what is wrong
 * with it where it is not an operation of the service.
 */
public interface Service {
    /** The state after an operation, and the reply to it. */
    record Outcome(Service after, Bytes reply) {}

    Outcome execute(Bytes operation);

    /** A digest of the state: equal states have equal digests. */
    Digest digest();

    /** The state as bytes, from which {@link #restore} makes it again. Equal states have equal snapshots. */
    Bytes snapshot();

    /**
     * The service of the same kind with the state of a snapshot.
     *
     * @throws IllegalArgumentException if it is not a snapshot of such a service
     */
    Service restore(Bytes snapshot);
}
