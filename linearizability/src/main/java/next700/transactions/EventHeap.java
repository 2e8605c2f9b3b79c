package next700.transactions;

/** Events by their ranks, the lowest first, and by their numbers where those are equal. */
final class EventHeap {
    private final long[] heap;
    private int size;

    /** For so many events, each of which is in it once at most. */
    EventHeap(int capacity) {
        heap = new long[capacity + 1];
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int event, int rank) {
        long item = LongIntMap.pair(rank, event);
        int at = ++size;
        while (at > 1 && heap[at / 2] > item) {
            heap[at] = heap[at / 2];
            at /= 2;
        }
        heap[at] = item;
    }

    int remove() {
        int event = (int) heap[1];
        long item = heap[size--];
        int at = 1;
        while (2 * at <= size) {
            int child = 2 * at;
            if (child < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= item) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = item;
        return event;
    }
}
