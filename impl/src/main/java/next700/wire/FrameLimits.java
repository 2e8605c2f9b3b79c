package next700.wire;

/**
 * Bounds on what is taken from the network. A history of {@code maxRequests} is decoded into some 300 bytes for each
 * request.
 *
 * @param maxFrameBytes of one frame, without its length
 * @param maxRequests in the histories of one frame, counting shared prefixes once
 */
public record FrameLimits(int maxFrameBytes, int maxRequests) {
    public static final FrameLimits DEFAULT = new FrameLimits(32 << 20, 250_000);

    public FrameLimits {
        if (maxFrameBytes < 1024 || maxFrameBytes > 1 << 30) {
            throw new IllegalArgumentException("a frame limit is from 1 KiB to 1 GiB, not " + maxFrameBytes + " bytes");
        }
        if (maxRequests < 1) {
            throw new IllegalArgumentException("at least one request must fit a frame, not " + maxRequests);
        }
    }
}
