package next700.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where the timestamps of a client begin, so that one that restarts under its name does not use any again: at the clock, in
 * microseconds since 1970.
 *
 * <p>A client counts its timestamp up by one for each request and awaits the answer before the next, which takes longer than a
 * microsecond. So all timestamps of a former life lie before the moment at which that life ended, and this one's begin after
 * it: unless the clock was set back meanwhile, by more than the client was away. Then the replicas ignore its requests
 * until the clock has caught up; they never answer with the reply to another one, which the digest in every answer sees to
 * ({@link next700.protocol.abstraction.RequestId}).
 */
public final class ClientTimestamps {
    private ClientTimestamps() {}

    /** No less than any timestamp that a client of this name used before this moment. */
    public static long before(Clock clock) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
