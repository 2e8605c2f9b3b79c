package next700.abstraction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All histories of a run, as one tree of shared prefixes. Not for several threads at once. */
public final class HistoryTree {
    private record Edge(RequestHistory parent, String request) {}

    private final RequestHistory empty = new RequestHistory();
    private final Map<Edge, RequestHistory> histories = new HashMap<>();

    public RequestHistory empty() {
        return empty;
    }

    /** The history that has one request more. */
    public RequestHistory append(RequestHistory history, String request) {
        return histories.computeIfAbsent(
                new Edge(history, request), edge -> new RequestHistory(edge.parent, edge.request));
    }

    public RequestHistory of(List<String> requests) {
        RequestHistory history = empty;
        for (String request : requests) {
            history = append(history, request);
        }
        return history;
    }

    public RequestHistory of(String... requests) {
        return of(List.of(requests));
    }
}
