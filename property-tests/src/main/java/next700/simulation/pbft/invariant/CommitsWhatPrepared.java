package next700.simulation.pbft.invariant;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.process.ReplicaId;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.3, the predicate {@code prepared}: a correct replica sends a COMMIT only for a batch by which {@code 2f +
 * 1} replicas stand in that view, the primary with its proposal and each backup with a PREPARE, liars included. TLA+:
 * {@code Prepared}.
 */
final class CommitsWhatPrepared implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.CommitsWhatPrepared";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (Commit m : moment.commits()) {
            Set<ReplicaId> standing = new TreeSet<>(facts.supportersOf(new Claim(m.sequence(), m.view(), m.batch())));
            ReplicaId primary = facts.primaryOf(m.view());
            if (m.view() > 0 && !facts.setup().isByzantine(primary)) {
                // Its NEW-VIEW may be its proposal.
                standing.add(primary);
            }
            if (standing.size() < facts.correctInCertificate()) {
                return Optional.of(
                        "%s sends a COMMIT for the batch %s at %d in view %d. Of the correct replicas only %s stand by it, and %d are needed."
                                .formatted(
                                        moment.event().process(),
                                        m.batch().abbreviated(),
                                        m.sequence(),
                                        m.view(),
                                        standing,
                                        facts.correctInCertificate()));
            }
        }
        return Optional.empty();
    }
}
