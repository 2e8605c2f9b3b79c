package next700.protocol.zyzzyva;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.SnapshotReader;
import next700.protocol.abstraction.SnapshotWriter;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.service.Service;

/**
 * The history of one replica: the state at its stable checkpoint, and what it has executed since. {@code h_n = H(h_{n-1}, d(m))}.
 * To roll back is to forget the last requests: the state before each is still there.
 */
final class SpeculativeLog {
    private Position base;
    private final List<Entry> entries = new ArrayList<>();

    /** Where a history stands: after so many requests, with this hash. */
    record Position(long n, Digest history, Service service, SortedMap<ClientId, Answer> answers) {
        /** The state as others compare it. */
        Digest state() {
            Digest.Builder digest =
                    Digest.of("ZYZZYVA-STATE").add(n).add(history).add(answers.size());
            for (Map.Entry<ClientId, Answer> entry : answers.entrySet()) {
                Answer answer = entry.getValue();
                digest.add(entry.getKey())
                        .add(answer.timestamp())
                        .add(answer.n())
                        .add(answer.history())
                        .add(answer.reply());
            }
            return digest.add(service.digest()).digest();
        }

        Bytes snapshot() {
            SnapshotWriter snapshot = new SnapshotWriter().put(n).put(history).put(answers.size());
            answers.forEach((client, answer) -> snapshot.put(client.number())
                    .put(answer.timestamp())
                    .put(answer.n())
                    .put(answer.history())
                    .put(answer.reply()));
            return snapshot.put(service.snapshot()).bytes();
        }

        /** The state of untrusted bytes, if that is what they are. */
        static Optional<Position> read(Bytes bytes, Service kind) {
            try {
                SnapshotReader snapshot = new SnapshotReader(bytes);
                long n = snapshot.takeLong();
                Digest history = snapshot.takeDigest();
                SortedMap<ClientId, Answer> answers = new TreeMap<>();
                for (int left = snapshot.takeInt(); left > 0; left--) {
                    answers.put(
                            new ClientId(snapshot.takeInt()),
                            new Answer(
                                    snapshot.takeLong(),
                                    snapshot.takeLong(),
                                    snapshot.takeDigest(),
                                    snapshot.takeBytes()));
                }
                Service service = kind.restore(snapshot.takeBytes());
                return snapshot.isAtEnd() ? Optional.of(new Position(n, history, service, answers)) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * A request that was executed.
     *
     * @param order by which the primary of this view gave it its place; absent if the view began with it
     */
    record Entry(Request request, Bytes reply, Position after, Optional<OrderRequest> order) {}

    SpeculativeLog(Service service) {
        base = new Position(0, Histories.EMPTY, service, new TreeMap<>());
    }

    /** The number of the last request. */
    long last() {
        return base.n() + entries.size();
    }

    long stable() {
        return base.n();
    }

    Position base() {
        return base;
    }

    Digest history() {
        return position(last()).history();
    }

    /** Whether the hash at a number is known. */
    boolean reaches(long n) {
        return base.n() <= n && n <= last();
    }

    Digest historyAt(long n) {
        return position(n).history();
    }

    Position position(long n) {
        return n == base.n() ? base : entry(n).after();
    }

    /** The request with a number after the checkpoint's. */
    Entry entry(long n) {
        return entries.get((int) (n - base.n() - 1));
    }

    List<Request> requests() {
        return entries.stream().map(Entry::request).toList();
    }

    /** What a client was told last. */
    Optional<Answer> answer(ClientId client) {
        return Optional.ofNullable(position(last()).answers().get(client));
    }

    Entry execute(Request request, Optional<OrderRequest> order) {
        Position before = position(last());
        Service.Outcome outcome = before.service().execute(request.operation());
        long n = before.n() + 1;
        Digest history = Histories.extend(before.history(), request);
        SortedMap<ClientId, Answer> answers = new TreeMap<>(before.answers());
        answers.put(request.client(), new Answer(request.timestamp(), n, history, outcome.reply()));
        Entry entry = new Entry(request, outcome.reply(), new Position(n, history, outcome.after(), answers), order);
        entries.add(entry);
        return entry;
    }

    /** Forgets what comes after a number. */
    void rollBackTo(long n) {
        entries.subList((int) (n - base.n()), entries.size()).clear();
    }

    /** What was ordered in a view that is over, the primary's word proves no more. */
    void forgetOrders() {
        entries.replaceAll(entry -> new Entry(entry.request(), entry.reply(), entry.after(), Optional.empty()));
    }

    /** What comes before a number will not be needed any more. */
    void settle(long n) {
        Position position = position(n);
        entries.subList(0, (int) (n - base.n())).clear();
        base = position;
    }

    /** Begins again with a state from others. */
    void install(Position position) {
        entries.clear();
        base = position;
    }

    /** The hashes are a chain, and go with the requests. */
    void check() {
        Digest history = base.history();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            history = Histories.extend(history, entry.request());
            if (!history.equals(entry.after().history()) || entry.after().n() != base.n() + i + 1) {
                throw new IllegalStateException("the history is broken at " + (base.n() + i + 1));
            }
            if (entry.order()
                    .filter(order ->
                            !order.request().digest().equals(entry.request().digest()))
                    .isPresent()) {
                throw new IllegalStateException("the order at " + (base.n() + i + 1) + " is of another request");
            }
        }
    }
}
