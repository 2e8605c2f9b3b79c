package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.FetchState;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.Status;

/**
 * A replica that collects the states at checkpoints, and hands them out whether or not anyone asks: old ones, altered ones, and
 * ones that nobody agreed on.
 */
final class StaleStates implements Scheme {
    private static final int MEMORY = 4;

    /** Where the digest of the history stands in a snapshot. */
    private static final int A_PLACE_IN_THE_HISTORY = 5;

    private static final int EMPTY_SNAPSHOT_BYTES = 41;

    private final ReplicaId self;
    private final Forger forger;
    private final int checkpointInterval;
    private final int kind;
    private final List<State> states = new ArrayList<>();
    private long asked;

    StaleStates(ReplicaId self, Forger forger, int checkpointInterval) {
        this.self = self;
        this.forger = forger;
        this.checkpointInterval = checkpointInterval;
        this.kind = forger.option(3, "kind of state");
    }

    @Override
    public List<Effect.Send> insteadOf(Effect.Send send) {
        if (send.message() instanceof State state) {
            keep(state);
            return List.of(new Effect.Send(send.to(), kind == 1 ? altered(state) : state));
        }
        return List.of(send);
    }

    @Override
    public List<Effect.Send> upon(InstanceMessage message) {
        List<Effect.Send> sends = new ArrayList<>();
        switch (message) {
            case Checkpoint m -> {
                ask(m, sends);
                handOut(m.sequence(), sends);
            }
            case Status m -> {
                handOut(m.executed(), sends);
            }
            case State m -> {
                // Only what is new: another liar may hand out states, too, and the two would never end.
                if (keep(m)) {
                    handOut(m.certificate().sequence(), sends);
                }
            }
            default -> {}
        }
        return sends;
    }

    private void ask(Checkpoint checkpoint, List<Effect.Send> sends) {
        if (checkpoint.sequence() > asked) {
            asked = checkpoint.sequence();
            var content = FetchState.content(InstanceId.FIRST, 1, self);
            ReplicaId holder = checkpoint.replica();
            sends.add(new Effect.Send(
                    holder, new FetchState(InstanceId.FIRST, 1, self, forger.mac(self, content, holder))));
        }
    }

    /** Keeps the first states that come; returns whether this one is kept now. */
    private boolean keep(State state) {
        long sequence = state.certificate().sequence();
        boolean isNew = states.size() < MEMORY
                && states.stream().noneMatch(known -> known.certificate().sequence() == sequence);
        if (isNew) {
            states.add(state);
        }
        return isNew;
    }

    private void handOut(long seen, List<Effect.Send> sends) {
        if (kind == 2) {
            CheckpointCertificate genuine = states.isEmpty()
                    ? CheckpointCertificate.INITIAL
                    : states.get(states.size() - 1).certificate();
            long ahead = (seen / checkpointInterval + 1) * checkpointInterval;
            toOthers(uncertified(ahead, genuine), sends);
        } else {
            states.forEach(state -> toOthers(kind == 0 ? state : altered(state), sends));
        }
    }

    /** A state that is well formed, under a certificate that speaks of it and proves nothing. */
    private State uncertified(long sequence, CheckpointCertificate genuine) {
        byte[] bytes = new byte[EMPTY_SNAPSHOT_BYTES];
        bytes[0] = 1;
        Bytes snapshot = Bytes.copyOf(bytes);
        Digest digest = Forger.digestOf(snapshot);
        return new State(InstanceId.FIRST, forger.falseCertificate(sequence, digest, genuine), snapshot);
    }

    private static State altered(State state) {
        byte[] bytes = state.snapshot().toByteArray().clone();
        bytes[A_PLACE_IN_THE_HISTORY] ^= 1;
        return new State(state.instance(), state.certificate(), Bytes.copyOf(bytes));
    }

    private void toOthers(State state, List<Effect.Send> sends) {
        forger.others().forEach(other -> sends.add(new Effect.Send(other, state)));
    }
}
