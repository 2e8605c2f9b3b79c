package next700.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What runs above the protocol: at every process, how many broadcasts it has to make and how far deliveries are. It
 * checks on the way that the order is total: what one process delivers as its k-th message every other does.
 */
final class Application {
    private final int processes;
    private final int window;
    private final int[] limit;
    private final int[] begun;
    private final int[] deliveredOwn;
    private final int[] delivered;
    private final List<Broadcast> order = new ArrayList<>();
    private int completed;

    /**
     * Prepares a run.
     *
     * @param window how many of its own broadcasts a process may have begun and not yet delivered
     */
    Application(int processes, int window) {
        this.processes = processes;
        this.window = window;
        this.limit = new int[processes];
        this.begun = new int[processes];
        this.deliveredOwn = new int[processes];
        this.delivered = new int[processes];
    }

    /** Gives a process so many broadcasts to make. */
    Application broadcasting(int process, int count) {
        limit[process] = count;
        return this;
    }

    int processes() {
        return processes;
    }

    boolean hasBroadcast(int process) {
        return begun[process] < limit[process] && begun[process] - deliveredOwn[process] < window;
    }

    Broadcast nextBroadcast(int process) {
        if (!hasBroadcast(process)) {
            throw new IllegalStateException("process " + process + " has nothing to broadcast");
        }
        begun[process]++;
        return new Broadcast(process, begun[process]);
    }

    /** Process {@code process} delivers a message. */
    void deliver(int process, Broadcast message) {
        int position = delivered[process]++;
        if (position == order.size()) {
            order.add(message);
        } else if (!order.get(position).equals(message)) {
            throw new IllegalStateException("total order is violated: process " + process + " delivers " + message
                    + " where another delivered " + order.get(position));
        }
        if (message.origin() == process) {
            deliveredOwn[process]++;
        }
        completed = IntStream.of(delivered).min().orElseThrow();
    }

    /** The broadcasts that all processes have delivered, in order. */
    List<Broadcast> completed() {
        return order.subList(0, completed);
    }
}
