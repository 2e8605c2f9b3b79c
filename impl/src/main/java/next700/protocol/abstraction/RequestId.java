package next700.protocol.abstraction;

import next700.process.ClientId;
import next700.process.Digest;

/**
 * Which request an answer is to. The thesis' messages name it by client and timestamp, which tell requests of a client apart
 * as long as it knows which timestamps it used. One that restarts under its name may use one again, for another operation,
 * and must not take the answer to the former request for its own: so the digest, which covers all three, goes with them.
 *
 * @param digest of the request
 */
public record RequestId(ClientId client, long timestamp, Digest digest) {
    /** Client and timestamp, as a request is named for people. */
    @Override
    public String toString() {
        return client + ":" + timestamp;
    }
}
