package next700.protocol.qu;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.qu.QuMessage.Request;
import next700.protocol.qu.QuMessage.SyncRequest;
import next700.protocol.qu.QuMessage.SyncResponse;

/**
 * Object sync (3.4): requests that wait for a version that this server does not have. It asks those that say they have it, and when they
 * do not answer, or not alike, everybody. A version that nobody has any more is given up, and with it the request.
 */
final class ObjectSync {
    private static final int MOST_TRIES = 4;

    /** What is missing. */
    record Missing(int object, LogicalTime time) {}

    private static final class Waiting {
        final Request request;
        final Missing missing;
        int tries;

        Waiting(Request request, Missing missing) {
            this.request = request;
            this.missing = missing;
        }
    }

    private final ReplicaId self;
    private final QuGroup group;
    private final QuTiming timing;
    private final NavigableMap<ClientId, Waiting> waiting = new TreeMap<>();
    private final Map<Missing, Map<ReplicaId, Version.Image>> told = new LinkedHashMap<>();

    ObjectSync(ReplicaId self, QuGroup group, QuTiming timing) {
        this.self = self;
        this.group = group;
        this.timing = timing;
    }

    /** A client's request waits; an earlier one of its does not any more. */
    void begin(ClientId client, Request request, Missing missing, List<ReplicaId> holders, Effects out) {
        waiting.put(client, new Waiting(request, missing));
        told.computeIfAbsent(missing, any -> new TreeMap<>());
        ask(missing, holders, out);
        forget();
        out.setTimer(QuTimer.SYNC, timing.probe());
    }

    private void ask(Missing missing, List<ReplicaId> servers, Effects out) {
        servers.stream()
                .filter(server -> !server.equals(self))
                .forEach(server -> out.send(server, new SyncRequest(missing.object(), missing.time())));
    }

    /** A server says what it has; the requests that this was missing for, if it is believed now. */
    Map<ClientId, Request> onResponse(ReplicaId from, SyncResponse response) {
        Missing missing = new Missing(response.object(), response.time());
        if (!told.containsKey(missing)) {
            return new LinkedHashMap<>();
        }
        told.get(missing).put(from, response.version());
        Map<ClientId, Request> ready = new LinkedHashMap<>();
        if (version(missing).isPresent()) {
            waiting.forEach((client, one) -> {
                if (one.missing.equals(missing)) {
                    ready.put(client, one.request);
                }
            });
            ready.keySet().forEach(waiting::remove);
        }
        return ready;
    }

    /** The version, if enough have said the same. */
    Optional<Version.Image> version(Missing missing) {
        return told.getOrDefault(missing, Collections.emptyMap()).values().stream()
                .filter(image -> isVouched(missing, image.digest()))
                .findFirst();
    }

    /** So many say the same that one of them does not lie. */
    @Guard("Sync.vouched")
    boolean isVouched(Missing missing, Digest version) {
        return told.get(missing).values().stream()
                        .filter(image -> image.digest().equals(version))
                        .count()
                >= group.vouched();
    }

    /** Asks everybody; who has waited for too long waits in vain. */
    void onExpired(Effects out) {
        waiting.values().forEach(one -> one.tries++);
        waiting.values().removeIf(one -> one.tries >= MOST_TRIES);
        forget();
        told.keySet().forEach(missing -> ask(missing, group.replicas(), out));
        if (!waiting.isEmpty()) {
            out.setTimer(QuTimer.SYNC, timing.probe());
        }
    }

    /** Of what nobody waits for, nothing is kept. */
    void forget() {
        told.keySet().removeIf(missing -> waiting.values().stream().noneMatch(one -> one.missing.equals(missing)));
    }
}
