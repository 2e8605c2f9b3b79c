package next700.protocol.ordering;

import java.util.Optional;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.Request;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;

/**
 * What a client has put into the total order: its request, and the proof of an init history where it brings one. The
 * order is over both: replicas that took the same request with different init histories would go different ways.
 */
public record Submission(Request request, Optional<AbortProof> init) {
    public ClientId client() {
        return request.client();
    }

    /** Covers the request and every signed message of the proof, signatures included. */
    public Digest digest() {
        Digest.Builder digest = Digest.of("SUBMISSION").add(request.digest());
        if (init.isPresent()) {
            digest.add(init.get().aborts().size());
            for (Abort abort : init.get().aborts()) {
                digest.add(abort.content()).add(abort.signature().value());
            }
        }
        return digest.digest();
    }

    @Override
    public String toString() {
        return request + (init.isPresent() ? " with init history" : "");
    }
}
