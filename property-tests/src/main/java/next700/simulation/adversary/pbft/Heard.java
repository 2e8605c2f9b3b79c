package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;

/** Which batches were spoken of at which sequence numbers, by others or by the liar itself: what lies are made of. */
public final class Heard {
    private static final int MEMORY = 24;

    private final List<Claim> claims = new ArrayList<>();

    /** Anyone sent a message. */
    public void learn(InstanceMessage message) {
        switch (message) {
            case PrePrepare m ->
                keep(new Claim(m.sequence(), m.view(), m.batch().digest()));
            case Prepare m -> keep(new Claim(m.sequence(), m.view(), m.batch()));
            case Commit m -> keep(new Claim(m.sequence(), m.view(), m.batch()));
            default -> {}
        }
    }

    private void keep(Claim claim) {
        if (!claims.contains(claim)) {
            claims.add(claim);
        }
        if (claims.size() > MEMORY) {
            claims.remove(0);
        }
    }

    /** One of the latest. */
    Claim some(Forger forger) {
        if (claims.isEmpty()) {
            return new Claim(1, 0, Batch.NULL_DIGEST);
        }
        return claims.get(claims.size() - 1 - forger.pick(Math.min(8, claims.size()), "spoken of"));
    }
}
