package next700.protocol.sequencing;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Guard;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;

/**
 * {@code sn_j}: how far a replica has got in the order, and what came too early. Links reorder; what is kept back needs
 * not be sent again.
 *
 * @param <M> the message that brings a batch
 */
public final class Sequence<M> {
    /** More than this ahead, and the replica has missed so much that keeping it would not help. */
    private static final int WINDOW = 256;

    private final TreeMap<Long, M> early = new TreeMap<>();
    private final Set<Request> answered = new LinkedHashSet<>();
    private long executed;

    /** {@code sn' = sn_j + 1}. */
    @Guard("Z3.next")
    public boolean isNext(long sequence) {
        return sequence == executed + 1;
    }

    /**
     * Whether requests can be taken one after the other: {@code t_j[c] < req.t_c} holds for each when its turn comes, or it
     * stands in the init history, and is to be answered for the first time here. A request that was taken has its number;
     * nobody who is correct gives it another. A batch is taken as a whole or not at all: a replica that skipped one of its
     * requests would no longer execute what the others do.
     */
    @Guard("Z3.acceptable")
    public boolean isAcceptable(List<Request> requests, LocalHistory local) {
        Map<ClientId, Long> raised = new LinkedHashMap<>();
        Set<Request> inThisBatch = new LinkedHashSet<>();
        for (Request request : requests) {
            boolean fresh = local.isFresh(request) && raised.getOrDefault(request.client(), 0L) < request.timestamp();
            boolean unanswered =
                    local.beganWith(request) && !hasTaken(request, local) && !raised.containsKey(request.client());
            if (!inThisBatch.add(request) || !(fresh || unanswered)) {
                return false;
            }
            raised.merge(request.client(), request.timestamp(), Math::max);
        }
        return true;
    }

    /** Whether the request was executed here, or stands in the init history and was answered here, and so can be again. */
    public boolean hasTaken(Request request, LocalHistory local) {
        return local.beganWith(request) ? answered.contains(request) : local.holds(request);
    }

    /** Whether the batch of that number was executed. */
    public boolean isPast(long sequence) {
        return sequence <= executed;
    }

    /** Keeps a message that came too early; the first one counts. */
    public void keep(long sequence, M message) {
        if (sequence > executed && sequence <= executed + WINDOW) {
            early.putIfAbsent(sequence, message);
        }
    }

    /** The next batch is executed. */
    public void advance(List<Request> requests, LocalHistory local) {
        requests.stream().filter(local::beganWith).forEach(answered::add);
        executed++;
        early.headMap(executed, true).clear();
    }

    /** The message with the next batch, if it came early. */
    public Optional<M> kept() {
        return Optional.ofNullable(early.get(executed + 1));
    }
}
