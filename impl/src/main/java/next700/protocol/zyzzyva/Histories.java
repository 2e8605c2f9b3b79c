package next700.protocol.zyzzyva;

import next700.process.Digest;

/** Histories by their hashes: {@code h_n = H(h_{n-1}, d(m))}. */
public final class Histories {
    /** The hash of no history. */
    public static final Digest EMPTY = Digest.of("ZYZZYVA-HISTORY").digest();

    private Histories() {}

    public static Digest extend(Digest history, Request request) {
        return Digest.of("ZYZZYVA-HISTORY").add(history).add(request.digest()).digest();
    }
}
