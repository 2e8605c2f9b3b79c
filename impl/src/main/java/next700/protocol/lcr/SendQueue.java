package next700.protocol.lcr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The send queue of thesis 2.5.2: what the application has broadcast and the ring has not yet seen. Small payloads that
 * have to wait become one message of the protocol together.
 */
final class SendQueue {
    /** What is broadcast as one message. */
    static final class Batch {
        private final List<Payload> payloads = new ArrayList<>(1);
        private int sizeBytes;

        List<Payload> payloads() {
            return payloads;
        }

        int sizeBytes() {
            return sizeBytes;
        }

        private void add(Payload payload) {
            payloads.add(payload);
            sizeBytes += payload.sizeBytes();
        }
    }

    private final int batchBytes;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();

    SendQueue(int batchBytes) {
        this.batchBytes = batchBytes;
    }

    void add(Payload payload) {
        Batch last = batches.peekLast();
        if (last == null || (long) last.sizeBytes() + payload.sizeBytes() > batchBytes) {
            last = new Batch();
            batches.add(last);
        }
        last.add(payload);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** How many messages of the protocol are waiting. */
    int size() {
        return batches.size();
    }

    Batch peek() {
        return batches.peek();
    }

    Batch take() {
        return batches.remove();
    }
}
