package next700.runtime;

import java.util.ArrayDeque;

/**
 * The long frames of all links that have been announced and have not arrived whole, and the memory that they take together.
 * When another one finds no room, the oldest goes, with its link: a frame that is sent as fast as the link goes is there in
 * milliseconds, and one that is kept unfinished on purpose is the oldest soon. Runs on one event loop.
 */
final class Unfinished {
    /** What is unfinished, and can be given up. */
    interface Frame {
        int announcedBytes();

        void giveUp();
    }

    private final int budgetBytes;
    private final ArrayDeque<Frame> oldestFirst = new ArrayDeque<>();
    private long bytes;

    /** @param budgetBytes at least as many as the longest frame has */
    Unfinished(int budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    void begins(Frame frame) {
        oldestFirst.add(frame);
        bytes += frame.announcedBytes();
        while (bytes > budgetBytes && !frame.equals(oldestFirst.peek())) {
            Frame oldest = oldestFirst.remove();
            bytes -= oldest.announcedBytes();
            oldest.giveUp();
        }
    }

    /** It has arrived whole, or its link is gone. */
    void ends(Frame frame) {
        if (oldestFirst.remove(frame)) {
            bytes -= frame.announcedBytes();
        }
    }

    long bytes() {
        return bytes;
    }
}
