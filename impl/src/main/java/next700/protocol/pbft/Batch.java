package next700.protocol.pbft;

import java.util.List;
import next700.process.Digest;
import next700.protocol.pbft.PbftMessage.ClientRequest;

/**
 * What one sequence number stands for: requests in order. The empty one is the null request, which fills a gap that a
 * view change found.
 */
public record Batch(List<ClientRequest> requests) {
    public static final Batch NULL = new Batch(List.of());
    public static final Digest NULL_DIGEST = NULL.digest();

    public Batch {
        requests = List.copyOf(requests);
    }

    /** Over what the requests ask for; the clients' authenticators are evidence for it, and no part of it. */
    public Digest digest() {
        Digest.Builder digest = Digest.of("PBFT-BATCH").add(requests.size());
        requests.forEach(request -> digest.add(request.submission().digest()));
        return digest.digest();
    }
}
