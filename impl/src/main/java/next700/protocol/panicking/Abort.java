package next700.protocol.panicking;

import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * {@code ⟨ABORT, i, LH_j, next(i)⟩_{σ_{r_j}}} of step P2: the replica executes nothing more in instance {@code i}, and
 * this is what it executed.
 *
 * <p>It differs from the printed message in two fields. It names its instance: {@code next(i)} alone does not, unless
 * {@code next} is injective. And it does not name the request: thesis 3.4.2 has a replica send the same abort message
 * for all requests, which B.5 forgets, and a replica that signs once cannot be made to sign without end.
 *
 * @param lackOfContention whether it stopped of its own accord, because nobody contends (3.5.1.3)
 */
public record Abort(
        InstanceId instance,
        InstanceId next,
        ReplicaId replica,
        History history,
        boolean lackOfContention,
        Signature signature)
        implements InstanceMessage, Signed {

    /** What the replica signs. */
    public static Digest content(
            InstanceId instance, InstanceId next, ReplicaId replica, History history, boolean lackOfContention) {
        return Digest.of("ABORT")
                .add(instance.number())
                .add(next.number())
                .add(replica)
                .add(history.digest())
                .add(lackOfContention ? 1 : 0)
                .digest();
    }

    public Digest content() {
        return content(instance, next, replica, history, lackOfContention);
    }

    @Override
    public Abort signedBy(Signing keys) {
        return new Abort(instance, next, replica, history, lackOfContention, keys.sign(replica, content()));
    }
}
