package next700.protocol.qu;

/**
 * How long processes wait, in milliseconds.
 *
 * @param probe after which a client asks servers beyond the preferred quorum, and a server further ones for a version
 * @param backOff the least that a client waits before a barrier; it doubles with each
 */
public record QuTiming(long probe, long backOff) {
    /** Where messages arrive within so many milliseconds, as long as nothing is wrong. */
    public static QuTiming within(long deltaMillis) {
        return new QuTiming(4 * deltaMillis, Math.max(1, deltaMillis / 2));
    }
}
