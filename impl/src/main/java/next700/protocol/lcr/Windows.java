package next700.protocol.lcr;

import java.util.Map;
import java.util.TreeMap;
import next700.protocol.lcr.LcrMessage.Data;

/**
 * How much of each sender's messages a member may come to hold before it can deliver any: two windows, one in the pending
 * list and one on the way to it (flow control, thesis 2.5.2). A sender whose message is larger than its window has one such
 * on its way at a time. Whatever is kept for later is counted here, so that nobody can have a member keep more.
 */
public final class Windows {
    private static final int HELD = 2;

    private final int windowBytes;
    private final Map<Integer, Long> heldBytes = new TreeMap<>();

    public Windows(int windowBytes) {
        this.windowBytes = windowBytes;
    }

    /** Counts a message, if its sender can have sent it. */
    public boolean admits(Data data) {
        long held = heldBytes.getOrDefault(data.origin(), 0L) + data.sizeBytes();
        if (held > (long) HELD * Math.max(windowBytes, data.sizeBytes())) {
            return false;
        }
        heldBytes.put(data.origin(), held);
        return true;
    }

    /** Nothing of it is kept any more. */
    public void clear() {
        heldBytes.clear();
    }
}
