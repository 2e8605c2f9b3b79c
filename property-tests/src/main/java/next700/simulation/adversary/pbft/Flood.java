package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.PbftMessage.PrePrepare;

/** A replica that votes on sequence numbers far ahead, and on those long done with, to fill the others' memory. */
final class Flood implements Scheme {
    private final ReplicaId self;
    private final Forger forger;
    private final long windowLength;
    private long highest;

    Flood(ReplicaId self, Forger forger, long windowLength) {
        this.self = self;
        this.forger = forger;
        this.windowLength = windowLength;
    }

    @Override
    public List<Effect.Send> upon(InstanceMessage message) {
        // Not upon votes: two of its kind would never end.
        return message instanceof PrePrepare m ? flood(m.view(), m.sequence()) : List.of();
    }

    private List<Effect.Send> flood(long view, long sequence) {
        List<Effect.Send> sends = new ArrayList<>();
        if (sequence > highest) {
            highest = sequence;
            for (long n = Math.max(1, sequence - windowLength); n <= sequence + 2 * windowLength; n++) {
                Digest anything = Digest.of("ANYTHING").add(n).digest();
                for (ReplicaId other : forger.others()) {
                    sends.add(new Effect.Send(other, forger.commit(self, view, n, anything)));
                }
            }
        }
        return sends;
    }
}
