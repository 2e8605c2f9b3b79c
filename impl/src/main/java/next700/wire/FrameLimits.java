package next700.wire;

/**
 * Bounds on what is taken from the network. A history of {@code maxItems} requests is decoded into some 300 bytes for each.
 *
 * @param maxFrameBytes of one frame, without its length
 * @param maxItems in the collections and histories of one frame together, counting shared prefixes of histories once
 */
public record FrameLimits(int maxFrameBytes, int maxItems) {
    public static final FrameLimits DEFAULT = new FrameLimits(32 << 20, 250_000);

    public FrameLimits {
        if (maxFrameBytes < 1024 || maxFrameBytes > 1 << 30) {
            throw new IllegalArgumentException("a frame limit is from 1 KiB to 1 GiB, not " + maxFrameBytes + " bytes");
        }
        if (maxItems < 1) {
            throw new IllegalArgumentException("at least one element must fit a frame, not " + maxItems);
        }
    }
}
