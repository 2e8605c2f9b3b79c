package next700.protocol.paxos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.ClientId;

/**
 * {@code Pending_Updates} of a server's own clients, and {@code Update_Queue} with {@code Last_Enqueued} of a leader: an
 * update is bound once by a leader. They need not be stored: a client that waits asks again.
 */
final class UpdateQueue {
    private final SortedMap<ClientId, Update> pending = new TreeMap<>();
    private final Deque<Update> queue = new ArrayDeque<>();
    private final Map<ClientId, Long> lastEnqueued = new TreeMap<>();

    /** An own client waits for it. */
    void isPending(Update update) {
        pending.put(update.client(), update);
    }

    Collection<Update> pending() {
        return Collections.unmodifiableCollection(pending.values());
    }

    Optional<Update> pending(ClientId client) {
        return Optional.ofNullable(pending.get(client));
    }

    void isAnswered(ClientId client) {
        pending.remove(client);
    }

    /** Begins anew, with what is bound already. */
    void restart(Collection<Update> bound) {
        clear();
        bound.forEach(update -> lastEnqueued.merge(update.client(), update.timestamp(), Math::max));
    }

    void clear() {
        queue.clear();
        lastEnqueued.clear();
    }

    void enqueue(Update update) {
        if (update.timestamp() > lastEnqueued.getOrDefault(update.client(), 0L)) {
            lastEnqueued.put(update.client(), update.timestamp());
            queue.add(update);
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The next so many, or fewer. */
    List<Update> take(int most) {
        List<Update> taken = new ArrayList<>();
        while (taken.size() < most && !queue.isEmpty()) {
            taken.add(queue.poll());
        }
        return taken;
    }
}
