package next700.protocol.zlight;

import java.util.List;
import java.util.Optional;
import next700.process.Bound;
import next700.process.Digest;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * {@code ⟨⟨ORDER, req, i, sn⟩_{μ_{r_1,r_j}}, MAC_j⟩} of step Z2, for a batch of requests, with the init history if it is
 * the first of its instance (B.6).
 */
public record Order(
        InstanceId instance, long sequence, @Bound(min = 1) List<Item> batch, Optional<InitProof> init, Mac mac)
        implements InitCarrier, Signed {
    public Order {
        batch = List.copyOf(batch);
    }

    /** A request, and {@code MAC_j}: the receiver's entry in the client's authenticator, as the primary has it. */
    public record Item(Request request, Mac mac) {}

    /** What the primary authenticates. */
    public static Digest content(
            InstanceId instance, long sequence, List<Item> batch, Optional<InitProof> init, ByzantineGroup group) {
        Digest.Builder content =
                Digest.of("ORDER").add(instance.number()).add(sequence).add(batch.size());
        batch.forEach(item -> content.add(item.request().digest()));
        init.ifPresent(proof -> content.add(proof.extract(group).digest()));
        return content.digest();
    }

    public Digest content(ByzantineGroup group) {
        return content(instance, sequence, batch, init, group);
    }

    public List<Request> requests() {
        return batch.stream().map(Item::request).toList();
    }

    @Override
    public Order signedBy(Signing keys) {
        return new Order(
                instance, sequence, batch, init, keys.mac(keys.speaker(), content(keys.group()), keys.receiver()));
    }
}
