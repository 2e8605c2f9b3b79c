package next700.protocol.ordering;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.Request;

/**
 * What a client has put into the total order: its request, and the proof of an init history where it brings one. The
 * order is over both: replicas that took the same request with different init histories would go different ways.
 */
public final class Submission {
    private final Request request;
    private final Optional<InitProof> init;
    private final Digest digest;

    public Submission(Request request, Optional<InitProof> init) {
        this.request = request;
        this.init = init;
        Digest.Builder builder = Digest.of("SUBMISSION").add(request.digest());
        init.map(InitProof::digest).ifPresent(builder::add);
        this.digest = builder.digest();
    }

    public Request request() {
        return request;
    }

    public Optional<InitProof> init() {
        return init;
    }

    public ClientId client() {
        return request.client();
    }

    /** Covers the request and every signed message of the proof, signatures included. */
    public Digest digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Submission submission && digest.equals(submission.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return request + (init.isPresent() ? " with init history" : "");
    }
}
