package next700.protocol.composition;

import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Timing;

/**
 * How long a client waits before it takes an aborted request to the next instance. Clients that contended would
 * contend again if all went on at once; so each waits for a time of its own, from a window that doubles with every
 * abort in a row. The times are drawn from a hash: processes have no randomness.
 */
final class Backoff {
    private static final int MAX_DOUBLINGS = 6;

    private final ClientId self;
    private final Timing timing;
    private int abortsInARow;

    Backoff(ClientId self, Timing timing) {
        this.self = self;
        this.timing = timing;
    }

    long nextMillis(InstanceId next) {
        long windowMillis = (timing.resendMillis() << Math.min(abortsInARow, MAX_DOUBLINGS)) / 2;
        abortsInARow++;
        int drawn = Digest.of("BACKOFF").add(self).add(next.number()).digest().hashCode();
        return Math.floorMod(drawn, windowMillis + 1);
    }

    void reset() {
        abortsInARow = 0;
    }
}
