package next700.protocol.unanimity;

import java.util.Optional;
import next700.process.Digest;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/** {@code ⟨REQ, req, i, [IH]⟩_{α_{c,Σ}}} of steps Z1 and Q1. The proof of the init history carries its own signatures. */
public record Req(InstanceId instance, Request request, Optional<InitProof> init, Authenticator authenticator)
        implements InitCarrier, Signed {

    /** What the client authenticates. */
    public static Digest content(InstanceId instance, Request request) {
        return Digest.of("REQ").add(instance.number()).add(request.digest()).digest();
    }

    public Digest content() {
        return content(instance, request);
    }

    @Override
    public Req signedBy(Signing keys) {
        return new Req(instance, request, init, keys.authenticator(request.client(), content()));
    }
}
