package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * A replica that lives in the past: when a view ends or begins, it repeats what was said in earlier ones, which is authentic,
 * and where it was the primary it goes on proposing. Once for each view, or two of its kind would never end.
 */
final class Repetition implements Scheme {
    private static final int MEMORY = 16;

    private final ReplicaId self;
    private final Forger forger;
    private final List<PbftMessage> heard = new ArrayList<>();
    private long left;
    private long begun;
    private long sequence = 1;

    Repetition(ReplicaId self, Forger forger) {
        this.self = self;
        this.forger = forger;
    }

    @Override
    public List<Effect.Send> upon(InstanceMessage message) {
        List<Effect.Send> sends = new ArrayList<>();
        switch (message) {
            case PrePrepare m -> keep(m, m.sequence());
            case Prepare m -> keep(m, m.sequence());
            case Commit m -> keep(m, m.sequence());
            case ViewChange m -> {
                if (m.view() > left) {
                    left = m.view();
                    repeat(left, sends);
                }
                keep(m, sequence);
            }
            case NewView m -> {
                if (m.view() > begun) {
                    begun = m.view();
                    repeat(begun, sends);
                }
                keep(m, sequence);
            }
            default -> {}
        }
        return sends;
    }

    private void keep(PbftMessage message, long seen) {
        sequence = seen;
        heard.add(message);
        if (heard.size() > MEMORY) {
            heard.remove(0);
        }
    }

    private void repeat(long view, List<Effect.Send> sends) {
        for (ReplicaId other : forger.others()) {
            heard.forEach(message -> sends.add(new Effect.Send(other, message)));
            for (long former = Math.max(0, view - forger.group().size()); former < view; former++) {
                if (forger.primaryOf(former).equals(self)) {
                    sends.add(new Effect.Send(other, forger.prePrepare(self, former, sequence, Batch.NULL)));
                    sends.add(new Effect.Send(other, forger.prePrepare(self, former, sequence + 1, Batch.NULL)));
                }
            }
        }
    }
}
