package next700.runtime;

import next700.wire.FrameLimits;

/**
 * Bounds and times of the links of a process.
 *
 * @param frames bounds on frames once a peer is authenticated; those of clients have narrower ones
 * @param maxHandshakeBytes of a frame before that
 * @param maxConnections that were accepted and have not authenticated, at a time; when there are more, the oldest is closed. Of
 *     those that have, there is one for each peer that shares a key
 * @param handshakeTimeoutMillis after which a connection that did not authenticate is closed
 * @param outboundBytes unsent data of one link above which messages to it are dropped; one frame may go over it
 * @param minReconnectMillis before the first attempt to dial again; doubles with each, and jitters
 * @param maxReconnectMillis between two attempts at most
 */
public record LinkOptions(
        FrameLimits frames,
        int maxHandshakeBytes,
        int maxConnections,
        long handshakeTimeoutMillis,
        int outboundBytes,
        long minReconnectMillis,
        long maxReconnectMillis) {
    public static final LinkOptions DEFAULT =
            new LinkOptions(FrameLimits.DEFAULT, 1024, 256, 5_000, 8 << 20, 20, 1_000);

    public LinkOptions {
        if (maxHandshakeBytes < 256 || maxConnections < 1 || handshakeTimeoutMillis < 1 || outboundBytes < 1) {
            throw new IllegalArgumentException("bounds are positive, and a handshake takes up to 256 bytes");
        }
        if (minReconnectMillis < 1 || maxReconnectMillis < minReconnectMillis) {
            throw new IllegalArgumentException("reconnecting waits for " + minReconnectMillis + " to "
                    + maxReconnectMillis + " ms: not a range of positive times");
        }
    }
}
