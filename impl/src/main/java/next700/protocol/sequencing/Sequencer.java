package next700.protocol.sequencing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;

/**
 * The order that the primary (Z2) or the head (C2) gives to requests: batches, numbered from 1.
 *
 * <p>Its counters are not those of execution. As printed, Z2 raises {@code t_1[c]} and {@code sn_1}, and thereby
 * disables Z3 at the primary: nothing ever commits.
 *
 * @param <T> a request with what the protocol sends along
 */
public final class Sequencer<T> {
    /** A batch with its place in the order. */
    public record Batch<T>(long sequence, List<T> items) {
        public Batch {
            items = List.copyOf(items);
        }
    }

    /** A client's last request, and the batch that it was ordered in. Of those before it, no correct client waits. */
    private record Ordered<T>(Request request, Batch<T> batch) {}

    private final int batchLimit;
    private final InstanceTimer timer;
    private final Map<ClientId, Long> timestamps = new TreeMap<>();
    private final Map<Request, T> waiting = new LinkedHashMap<>();
    private final Map<ClientId, Ordered<T>> ordered = new TreeMap<>();
    private long last;

    /**
     * Makes a sequencer that has ordered nothing.
     *
     * @param batchLimit how many requests share a sequence number at most; with 1, none waits for another
     * @param timer with which the rest of what arrived at the same time is waited for
     */
    public Sequencer(int batchLimit, InstanceTimer timer) {
        this.batchLimit = batchLimit;
        this.timer = timer;
    }

    /** {@code req.t_c} is higher than that of any request of the client that was ordered. */
    @Guard("Z2.fresh")
    public boolean isFresh(Request request) {
        return timestamps.getOrDefault(request.client(), 0L) < request.timestamp();
    }

    /** Takes a fresh request, and returns the batch that it makes full. */
    public Optional<Batch<T>> add(Request request, T item, Effects out) {
        timestamps.put(request.client(), request.timestamp());
        waiting.put(request, item);
        if (waiting.size() >= batchLimit) {
            return flush();
        }
        if (waiting.size() == 1) {
            out.setTimer(timer, 0);
        }
        return Optional.empty();
    }

    /** The batch of all that waits. */
    public Optional<Batch<T>> flush() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        last++;
        Batch<T> batch = new Batch<>(last, new ArrayList<>(waiting.values()));
        waiting.keySet().forEach(request -> ordered.put(request.client(), new Ordered<>(request, batch)));
        waiting.clear();
        return Optional.of(batch);
    }

    /** The batch that a request was ordered in, to be sent again. */
    public Optional<Batch<T>> batchOf(Request request) {
        return Optional.ofNullable(ordered.get(request.client()))
                .filter(last -> last.request().equals(request))
                .map(Ordered::batch);
    }
}
