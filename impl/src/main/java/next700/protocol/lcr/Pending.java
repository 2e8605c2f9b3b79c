package next700.protocol.lcr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import next700.protocol.lcr.LcrMessage.Data;

/**
 * The list {@code pending} of Figure 2.5, in the order of thesis 2.4.1. Each sender's messages arrive in their order,
 * so that there is a queue for each, and the first of all is the first among as many heads as there are members.
 */
final class Pending {
    private final List<ArrayDeque<Data>> bySender = new ArrayList<>();
    private int size;

    Pending(int members) {
        for (int i = 0; i < members; i++) {
            bySender.add(new ArrayDeque<>());
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(Data data) {
        bySender.get(data.origin()).add(data);
        size++;
    }

    /** The first in the order; null if there is none. */
    Data first() {
        Data first = null;
        for (ArrayDeque<Data> queue : bySender) {
            Data head = queue.peek();
            if (head != null && (first == null || RingOrder.precedes(head, first))) {
                first = head;
            }
        }
        return first;
    }

    void remove(Data data) {
        bySender.get(data.origin()).remove();
        size--;
    }

    /** Whether a sender's messages have no gap and end with its broadcast of that number; if there are none, they do. */
    boolean endsWith(long last, int sender) {
        long expected = last - bySender.get(sender).size();
        for (Data data : bySender.get(sender)) {
            expected++;
            if (data.sequence() != expected) {
                return false;
            }
        }
        return true;
    }

    /** Of a sender's messages together. */
    long sizeBytes(int sender) {
        long size = 0;
        for (Data data : bySender.get(sender)) {
            size += data.sizeBytes();
        }
        return size;
    }

    /** All of them, each sender's in their order. */
    List<Data> toList() {
        List<Data> all = new ArrayList<>(size);
        bySender.forEach(all::addAll);
        return all;
    }
}
