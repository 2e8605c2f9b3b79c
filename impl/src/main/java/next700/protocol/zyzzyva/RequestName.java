package next700.protocol.zyzzyva;

import next700.process.ClientId;

/** A request by its client and the client's timestamp. */
public record RequestName(ClientId client, long timestamp) {
    @Override
    public String toString() {
        return client + "." + timestamp;
    }
}
