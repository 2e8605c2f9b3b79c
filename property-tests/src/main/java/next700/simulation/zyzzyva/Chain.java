package next700.simulation.zyzzyva;

import java.util.HashMap;
import java.util.Map;
import next700.process.Digest;
import next700.protocol.zyzzyva.Histories;
import next700.protocol.zyzzyva.Request;
import next700.protocol.zyzzyva.ZyzzyvaReplica;

/** The histories that correct replicas have executed, as a tree of hashes. */
final class Chain {
    private record Link(Digest before, long n, Request request) {}

    private final Map<Digest, Link> links = new HashMap<>();

    void learn(ZyzzyvaReplica replica) {
        long n = replica.stable();
        Digest before = replica.historyAt(n);
        for (Request request : replica.requests()) {
            n++;
            Digest after = replica.historyAt(n);
            links.putIfAbsent(after, new Link(before, n, request));
            before = after;
        }
    }

    boolean knows(Digest history) {
        return history.equals(Histories.EMPTY) || links.containsKey(history);
    }

    /** Whether the history with one hash begins with n requests that have the other. */
    boolean begins(Digest history, long n, Digest prefix) {
        Digest at = history;
        while (links.containsKey(at) && links.get(at).n() > n) {
            at = links.get(at).before();
        }
        return at.equals(prefix);
    }

    /** Whether one history is the beginning of another. */
    boolean contains(Digest history, Digest prefix) {
        Digest at = history;
        while (links.containsKey(at) && !at.equals(prefix)) {
            at = links.get(at).before();
        }
        return at.equals(prefix);
    }

    /** The requests of a history in words. */
    String tell(Digest history) {
        StringBuilder words = new StringBuilder();
        for (Digest at = history; links.containsKey(at); at = links.get(at).before()) {
            words.insert(0, links.get(at).request().name() + (words.isEmpty() ? "" : " "));
        }
        return "[" + words + "]";
    }
}
