package next700.protocol.ordering;

import java.util.Optional;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.InitProof;
import next700.protocol.Request;

/**
 * What a client has put into the total order: its request, and the proof of an init history where it brings one. The
 * order is over both: replicas that took the same request with different init histories would go different ways.
 */
public record Submission(Request request, Optional<InitProof> init) {
    public ClientId client() {
        return request.client();
    }

    /** Covers the request and every signed message of the proof, signatures included. */
    public Digest digest() {
        Digest.Builder digest = Digest.of("SUBMISSION").add(request.digest());
        init.map(InitProof::digest).ifPresent(digest::add);
        return digest.digest();
    }

    @Override
    public String toString() {
        return request + (init.isPresent() ? " with init history" : "");
    }
}
