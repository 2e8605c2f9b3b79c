package next700.simulation.zyzzyva;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.zyzzyva.Histories;
import next700.protocol.zyzzyva.Request;
import next700.protocol.zyzzyva.ZyzzyvaMessage;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Exchange;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Response;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;
import next700.trial.Flight;
import next700.trial.IdealAuthentication;

/** What liars of Zyzzyva know: who answered what, which requests there are, and which history a hash is of. */
final class Overheard {
    /** What answers are about that may stand in one certificate. */
    record Claim(long view, long n, Digest history, Digest result, ClientId client, long timestamp) {
        static Claim of(SpecResponse response) {
            return new Claim(
                    response.view(),
                    response.n(),
                    response.history(),
                    response.result(),
                    response.client(),
                    response.timestamp());
        }

        /** The same in the name of a replica that lies. */
        SpecResponse saidBy(ReplicaId liar) {
            Digest content = SpecResponse.content(view, n, history, result, client, timestamp, liar);
            return new SpecResponse(
                    view, n, history, result, client, timestamp, liar, new IdealAuthentication(liar).sign(content));
        }
    }

    /** What a client was told. */
    record Word(ProcessId from, ProcessId to, ZyzzyvaMessage message) {}

    /** A history is another one, and a request more. */
    private record Link(Digest before, Request request) {}

    private final Map<Claim, Map<ReplicaId, SpecResponse>> answers = new LinkedHashMap<>();
    private final Map<Digest, Link> histories = new LinkedHashMap<>();
    private final Map<Digest, Request> requests = new LinkedHashMap<>();
    private final List<ViewChange> changes = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private int read;

    void listen(List<Flight> flights) {
        for (; read < flights.size(); read++) {
            Flight flight = flights.get(read);
            ZyzzyvaMessage message = (ZyzzyvaMessage) flight.message();
            if (!flight.byzantine() && flight.to() instanceof ClientId) {
                words.add(new Word(flight.from(), flight.to(), message));
            }
            switch (message) {
                case Request request -> requests.putIfAbsent(request.digest(), request);
                case OrderRequest order -> learn(order);
                case Response response -> {
                    learn(response.response());
                    response.order().ifPresent(this::learn);
                }
                case Exchange exchange -> learn(exchange.response());
                case ViewChange change -> learn(change);
                default -> {}
            }
        }
    }

    private void learn(SpecResponse response) {
        answers.computeIfAbsent(Claim.of(response), any -> new TreeMap<>()).put(response.replica(), response);
    }

    /** An order does not say what it comes after: some history that goes on like this. */
    private void learn(OrderRequest order) {
        requests.putIfAbsent(order.request().digest(), order.request());
        List<Digest> known = new ArrayList<>(histories.keySet());
        known.add(Histories.EMPTY);
        known.stream()
                .filter(before -> Histories.extend(before, order.request()).equals(order.history()))
                .findFirst()
                .ifPresent(before -> histories.putIfAbsent(order.history(), new Link(before, order.request())));
    }

    private void learn(ViewChange change) {
        changes.add(change);
        extend(change.stable().history(), change.log());
    }

    /** Notes what is after a history, request by request. */
    Digest extend(Digest before, List<Request> more) {
        Digest history = before;
        for (Request request : more) {
            requests.putIfAbsent(request.digest(), request);
            Digest next = Histories.extend(history, request);
            histories.putIfAbsent(next, new Link(history, request));
            history = next;
        }
        return history;
    }

    /** What was answered by at least so many, the latest first. */
    List<Claim> claims(int least) {
        List<Claim> enough = new ArrayList<>();
        answers.forEach((claim, known) -> {
            if (known.size() >= least) {
                enough.add(0, claim);
            }
        });
        return enough;
    }

    Collection<SpecResponse> answersTo(Claim claim) {
        return answers.get(claim).values();
    }

    /** The requests between two hashes, if it is known how one comes of the other. */
    Optional<List<Request>> between(Digest from, Digest to) {
        List<Request> path = new ArrayList<>();
        Digest at = to;
        while (!at.equals(from)) {
            Link link = histories.get(at);
            if (link == null) {
                return Optional.empty();
            }
            path.add(0, link.request());
            at = link.before();
        }
        return Optional.of(path);
    }

    /** All requests of which anything was heard, the latest first. */
    List<Request> requests() {
        return new ArrayList<>(requests.values()).reversed();
    }

    /** The histories that go on from one, the shortest first; itself among them. */
    List<List<Request>> after(Digest from) {
        List<List<Request>> known = new ArrayList<>();
        known.add(List.of());
        histories.keySet().forEach(to -> between(from, to).ifPresent(known::add));
        return known;
    }

    /** What clients were told by replicas that are not known to lie. */
    List<Word> words() {
        return words;
    }

    /** VIEW-CHANGEs for a view. */
    List<ViewChange> changesFor(long view) {
        return changes.stream().filter(change -> change.view() == view).toList();
    }
}
