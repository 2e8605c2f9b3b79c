package next700.protocol.pbft;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.RequestId;
import next700.protocol.abstraction.SnapshotReader;
import next700.protocol.abstraction.SnapshotWriter;
import next700.protocol.ordering.OrderedApplication;
import next700.service.Service;

/**
 * What PBFT's application is like between two requests.
 *
 * @param initialised whether the instance has begun
 * @param history the digest of what was executed
 * @param answers what each client was told last
 * @param service the replicated service
 */
public record ExecutionState(boolean initialised, Digest history, SortedMap<ClientId, Answer> answers, Service service)
        implements OrderedApplication.State {
    /** What a client was told of which of its requests. */
    public record Answer(long timestamp, Digest request, Bytes result, Digest history) {
        static Answer to(Request request, Bytes result, Digest history) {
            return new Answer(request.timestamp(), request.digest(), result, history);
        }

        /** The request that it is the answer to. */
        RequestId requestOf(ClientId client) {
            return new RequestId(client, timestamp, request);
        }
    }

    public ExecutionState {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    @Override
    public Digest digest() {
        Digest.Builder digest = Digest.of("PBFT-EXECUTION")
                .add(initialised ? 1 : 0)
                .add(history)
                .add(answers.size());
        for (Map.Entry<ClientId, Answer> entry : answers.entrySet()) {
            Answer answer = entry.getValue();
            digest.add(entry.getKey())
                    .add(answer.timestamp())
                    .add(answer.request())
                    .add(answer.result())
                    .add(answer.history());
        }
        return digest.add(service.digest()).digest();
    }

    @Override
    public Bytes snapshot() {
        SnapshotWriter snapshot =
                new SnapshotWriter().put(initialised).put(history).put(answers.size());
        answers.forEach((client, answer) -> snapshot.put(client.number())
                .put(answer.timestamp())
                .put(answer.request())
                .put(answer.result())
                .put(answer.history()));
        return snapshot.put(service.snapshot()).bytes();
    }

    /**
     * The state of untrusted bytes, if that is what they are.
     *
     * @param kind any state of the service
     */
    public static Optional<ExecutionState> read(Bytes bytes, Service kind) {
        try {
            SnapshotReader snapshot = new SnapshotReader(bytes);
            boolean initialised = snapshot.takeBoolean();
            Digest history = snapshot.takeDigest();
            SortedMap<ClientId, Answer> answers = new TreeMap<>();
            for (int left = snapshot.takeInt(); left > 0; left--) {
                ClientId client = new ClientId(snapshot.takeInt());
                answers.put(
                        client,
                        new Answer(
                                snapshot.takeLong(),
                                snapshot.takeDigest(),
                                snapshot.takeBytes(),
                                snapshot.takeDigest()));
            }
            Service service = kind.restore(snapshot.takeBytes());
            return snapshot.isAtEnd()
                    ? Optional.of(new ExecutionState(initialised, history, answers, service))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
