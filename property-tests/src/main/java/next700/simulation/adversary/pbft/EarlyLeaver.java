package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Status;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * A replica that wants every view to end: it begins none and proposes little, and has its VIEW-CHANGE for the next one with
 * everybody before anyone else leaves, so that no NEW-VIEW will do without it. What it claims there: nothing; something that
 * prepared far above the watermarks; batches of its own making between them, which it has at hand when it is asked for; or a
 * checkpoint that is not stable.
 */
final class EarlyLeaver implements Scheme {
    private enum Claims {
        NOTHING,
        BEYOND_THE_WINDOW,
        INVENTED,
        FALSE_CHECKPOINT
    }

    private final ReplicaId self;
    private final Forger forger;
    private final long windowLength;
    private final Claims kind;
    /** So many numbers of the first view, so that something has prepared when the others leave. */
    private final long proposals;

    private final Map<Long, Batch> invented = new TreeMap<>();
    private final Map<Long, Set<ReplicaId>> leavers = new TreeMap<>();
    private CheckpointCertificate stable = CheckpointCertificate.INITIAL;
    private long left;

    EarlyLeaver(ReplicaId self, Forger forger, long windowLength) {
        this.self = self;
        this.forger = forger;
        this.windowLength = windowLength;
        // Inventions must meet what prepared, and so are tried most often.
        this.kind = forger.option(2, "inventions") == 1
                ? Claims.INVENTED
                : Claims.values()[forger.option(Claims.values().length, "claims")];
        this.proposals = forger.option(4, "proposals");
    }

    @Override
    public List<Effect.Send> insteadOf(Effect.Send send) {
        return switch (send.message()) {
            case PrePrepare proposal -> proposal.sequence() <= proposals ? List.of(send) : List.of();
            case NewView begun -> List.of();
            case ViewChange change -> List.of(new Effect.Send(send.to(), leaving(change.view())));
            default -> List.of(send);
        };
    }

    @Override
    public List<Effect.Send> upon(InstanceMessage message) {
        List<Effect.Send> sends = new ArrayList<>();
        switch (message) {
            case PrePrepare m -> leave(m.view(), sends);
            case Prepare m -> leave(m.view(), sends);
            case Commit m -> leave(m.view(), sends);
            case NewView m -> {
                m.viewChanges().stream().map(ViewChange::stable).forEach(this::learn);
                leave(m.view(), sends);
                tell(sends);
            }
            case ViewChange m -> {
                learn(m.stable());
                Set<ReplicaId> leaving = leavers.computeIfAbsent(m.view(), any -> new LinkedHashSet<>());
                leaving.add(m.replica());
                // For the same view, where its claims count; alone it would go there before anyone wants to.
                if (leaving.size() >= forger.group().oneCorrect()) {
                    leave(m.view() - 1, sends);
                }
            }
            case Status m -> tell(sends);
            default -> {}
        }
        return sends;
    }

    private void learn(CheckpointCertificate other) {
        if (other.sequence() > stable.sequence()
                && other.proof().size() == forger.group().certificate()) {
            stable = other;
        }
    }

    private void leave(long view, List<Effect.Send> sends) {
        if (view + 1 > left) {
            left = view + 1;
            toOthers(leaving(left), sends);
        }
    }

    private ViewChange leaving(long view) {
        return switch (kind) {
            case NOTHING -> forger.viewChange(self, view, stable, List.of(), List.of());
            case BEYOND_THE_WINDOW -> {
                // So far that it is beyond the watermarks even when these have moved on.
                Claim claim = new Claim(stable.sequence() + 3 * windowLength, view - 1, Batch.NULL_DIGEST);
                yield forger.viewChange(self, view, stable, List.of(claim), List.of(claim));
            }
            case INVENTED -> {
                List<Claim> claims = new ArrayList<>();
                for (long n = stable.sequence() + 1; n <= stable.sequence() + windowLength; n++) {
                    claims.add(new Claim(n, view - 1, invention(n).digest()));
                }
                yield forger.viewChange(self, view, stable, claims, claims);
            }
            case FALSE_CHECKPOINT -> {
                Digest lie = forger.lie(stable.state());
                var false_ = forger.falseCertificate(stable.sequence() + windowLength / 2, lie, stable);
                yield forger.viewChange(self, view, false_, List.of(), List.of());
            }
        };
    }

    private Batch invention(long sequence) {
        return invented.computeIfAbsent(
                sequence, n -> new Batch(List.of(forger.fakeRequest(new ClientId(1), 1 + n % 4))));
    }

    /** The batches that others may have been made to ask for. */
    private void tell(List<Effect.Send> sends) {
        invented.forEach((number, batch) -> toOthers(new Content(InstanceId.FIRST, number, batch), sends));
    }

    private void toOthers(PbftMessage message, List<Effect.Send> sends) {
        forger.others().forEach(other -> sends.add(new Effect.Send(other, message)));
    }
}
