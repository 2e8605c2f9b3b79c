package next700.protocol.panicking;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * {@code ⟨PANIC, i, c, t_c, [IH]⟩_{μ_{c,r_j}}} of step P1: the client could not commit in time and asks for the abort
 * of instance {@code i}.
 *
 * <p>The printed message names neither instance nor client; without them a PANIC of one instance, replayed, stops
 * the next.
 */
public record Panic(InstanceId instance, ClientId client, long timestamp, Optional<InitProof> init, Mac mac)
        implements InitCarrier, Signed {

    /** What the client authenticates. */
    public static Digest content(InstanceId instance, ClientId client, long timestamp) {
        return Digest.of("PANIC")
                .add(instance.number())
                .add(client)
                .add(timestamp)
                .digest();
    }

    public Digest content() {
        return content(instance, client, timestamp);
    }

    @Override
    public Panic signedBy(Signing keys) {
        return new Panic(instance, client, timestamp, init, keys.mac(client, content(), keys.receiver()));
    }
}
