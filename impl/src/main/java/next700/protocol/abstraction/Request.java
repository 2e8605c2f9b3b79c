package next700.protocol.abstraction;

import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;

/**
 * {@code req = ⟨o, t_c, c⟩} (thesis B.1): operation {@code o}, invoked by client {@code c} at its local timestamp
 * {@code t_c}, which tells the client's requests apart and grows with each.
 */
public final class Request {
    private final ClientId client;
    private final long timestamp;
    private final Bytes operation;
    private final Digest digest;

    public Request(ClientId client, long timestamp, Bytes operation) {
        this.client = client;
        this.timestamp = timestamp;
        this.operation = operation;
        this.digest =
                Digest.of("REQUEST").add(client).add(timestamp).add(operation).digest();
    }

    public ClientId client() {
        return client;
    }

    public long timestamp() {
        return timestamp;
    }

    public Bytes operation() {
        return operation;
    }

    public Digest digest() {
        return digest;
    }

    /** What answers name it by. */
    public RequestId id() {
        return new RequestId(client, timestamp, digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Request request && digest.equals(request.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** Client and timestamp: a name that is unique among the requests of correct clients. */
    @Override
    public String toString() {
        return client + ":" + timestamp;
    }
}
