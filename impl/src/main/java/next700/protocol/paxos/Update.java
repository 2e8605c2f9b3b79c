package next700.protocol.paxos;

import next700.process.Bytes;
import next700.process.ClientId;

/**
 * An operation that a client wants executed, once.
 *
 * @param timestamp counted by the client, from 1; it has one update at a time
 */
public record Update(ClientId client, long timestamp, Bytes operation) {
    @Override
    public String toString() {
        return client + "." + timestamp;
    }
}
