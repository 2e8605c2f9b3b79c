package next700.runtime;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import next700.wire.Frame;

/**
 * The last long frames, as they arrived and decoded. Panicking sends long histories again and again, until they arrive; that
 * must not cost decoding them each time, or a receiver that is slow becomes slower. A few for all links together, and only as
 * long as the memory is not needed otherwise.
 */
final class LongFrames {
    private static final int MOST = 8;

    private static final class Decoded {
        private final byte[] encoded;
        private final Frame frame;

        Decoded(byte[] encoded, Frame frame) {
            this.encoded = encoded;
            this.frame = frame;
        }
    }

    private final Map<Link, SoftReference<Decoded>> lastOf = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Link, SoftReference<Decoded>> eldest) {
            return size() > MOST;
        }
    };

    /** The frame, if it is the one that came last on the link. */
    Optional<Frame> find(Link link, byte[] encoded) {
        SoftReference<Decoded> last = lastOf.get(link);
        Decoded known = last == null ? null : last.get();
        return known != null && Arrays.equals(known.encoded, encoded) ? Optional.of(known.frame) : Optional.empty();
    }

    void keep(Link link, byte[] encoded, Frame frame) {
        lastOf.put(link, new SoftReference<>(new Decoded(encoded, frame)));
    }

    void forget(Link link) {
        lastOf.remove(link);
    }
}
