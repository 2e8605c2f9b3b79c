package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * A primary that proposes one thing to some and another to the rest, and says to each whatever might make it commit what it
 * was told: PREPAREs and COMMITs in all names, and its own more than once. When its view ends, it may claim that what it told
 * the deceived prepared; and it may let only one of the others have its COMMIT, so that what this one executed hangs on the
 * view change.
 */
final class Equivocation implements Scheme {
    private static final int REPETITIONS = 3;

    private final ReplicaId self;
    private final Forger forger;
    private final List<ReplicaId> deceived = new ArrayList<>();
    private final int difference;
    private final boolean persuades;
    private final boolean claims;
    private final List<ReplicaId> favoured;
    private final Map<Long, Claim> told = new TreeMap<>();

    Equivocation(ReplicaId self, Forger forger) {
        this.self = self;
        this.forger = forger;
        List<ReplicaId> others = forger.others();
        int one = forger.option(others.size(), "deceived");
        deceived.add(others.get(one));
        if (forger.option(2, "half of them deceived") == 1) {
            deceived.add(others.get((one + 1) % others.size()));
        }
        this.difference = forger.option(4, "difference");
        this.persuades = forger.option(2, "persuades") == 0;
        this.claims = forger.option(2, "claims") == 0;
        this.favoured = forger.option(2, "favours") == 0
                ? others
                : List.of(others.get(forger.option(others.size(), "favoured")));
    }

    @Override
    public List<Effect.Send> insteadOf(Effect.Send send) {
        return switch (send.message()) {
            case PrePrepare proposal -> propose(proposal, (ReplicaId) send.to());
            case Commit commit -> favoured.contains(send.to()) ? List.of(send) : List.of();
            case ViewChange change -> List.of(new Effect.Send(send.to(), claims ? claiming(change) : change));
            default -> List.of(send);
        };
    }

    private List<Effect.Send> propose(PrePrepare truth, ReplicaId to) {
        PrePrepare proposal = deceived.contains(to) ? other(truth) : truth;
        List<Effect.Send> sends = new ArrayList<>();
        sends.add(new Effect.Send(to, proposal));
        if (deceived.contains(to)) {
            Digest digest = proposal.batch().digest();
            told.put(proposal.sequence(), new Claim(proposal.sequence(), proposal.view(), digest));
        }
        if (persuades) {
            persuade(proposal, to).forEach(vote -> sends.add(new Effect.Send(to, vote)));
        }
        return sends;
    }

    /** The same without its first request, the other way round, empty, or under a number that is off by one. */
    private PrePrepare other(PrePrepare truth) {
        List<ClientRequest> requests = new ArrayList<>(truth.batch().requests());
        switch (difference) {
            case 0 -> requests.clear();
            case 1 -> Collections.reverse(requests);
            case 2 -> requests.subList(0, Math.min(1, requests.size())).clear();
            default -> {
                return forger.prePrepare(self, truth.view(), truth.sequence() + 1, truth.batch());
            }
        }
        return forger.prePrepare(self, truth.view(), truth.sequence(), new Batch(requests));
    }

    private List<InstanceMessage> persuade(PrePrepare proposal, ReplicaId to) {
        long view = proposal.view();
        long sequence = proposal.sequence();
        Digest digest = proposal.batch().digest();
        List<InstanceMessage> votes = new ArrayList<>();
        for (ReplicaId name : forger.group().replicas()) {
            if (!name.equals(to)) {
                votes.add(forger.prepare(name, view, sequence, digest));
            }
        }
        for (int i = 0; i < REPETITIONS; i++) {
            votes.add(forger.commit(self, view, sequence, digest));
        }
        for (ReplicaId name : forger.group().replicas()) {
            if (!name.equals(to)) {
                votes.add(forger.commit(name, view, sequence, digest));
            }
        }
        return votes;
    }

    private ViewChange claiming(ViewChange truth) {
        List<Claim> prepared = new ArrayList<>(truth.prepared());
        List<Claim> preprepared = new ArrayList<>(truth.preprepared());
        for (Claim claim : told.values()) {
            if (claim.sequence() > truth.stable().sequence() && claim.view() < truth.view()) {
                prepared.removeIf(other -> other.sequence() == claim.sequence());
                prepared.add(claim);
                preprepared.removeIf(claim::equals);
                preprepared.add(claim);
            }
        }
        return forger.viewChange(self, truth.view(), truth.stable(), prepared, preprepared);
    }
}
