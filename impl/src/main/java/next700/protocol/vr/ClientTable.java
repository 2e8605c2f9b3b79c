package next700.protocol.vr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.protocol.vr.VrMessage.Request;

/**
 * "For each client the number of its most recent request, plus, if the request has been executed, the result sent for that
 * request" (Figure 2). What it says of requests that are not executed follows from the log, and is made anew with it.
 */
final class ClientTable {
    private record Executed(long s, Bytes result) {}

    private final Map<ClientId, Executed> executed = new TreeMap<>();
    private final Map<ClientId, Long> received = new TreeMap<>();

    /** The number of a client's most recent request; 0 before its first. */
    long latest(ClientId client) {
        Executed last = executed.get(client);
        return Math.max(last == null ? 0 : last.s(), received.getOrDefault(client, 0L));
    }

    void receives(Request request) {
        received.merge(request.c(), request.s(), Math::max);
    }

    void executes(Request request, Bytes result) {
        executed.put(request.c(), new Executed(request.s(), result));
    }

    /** The log's end has become another: the requests in it that are not executed. */
    void restart(List<Request> unexecuted) {
        received.clear();
        unexecuted.forEach(this::receives);
    }

    /** The result of a client's most recent request, if it is this one and was executed. */
    Optional<Bytes> result(Request request) {
        return Optional.ofNullable(executed.get(request.c()))
                .filter(last -> last.s() == request.s() && request.s() == latest(request.c()))
                .map(Executed::result);
    }
}
