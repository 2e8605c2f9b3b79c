package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.protocol.abstraction.Indication;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.1: "the client waits for a weak certificate with f + 1 replies". A request commits in a history in which
 * correct replicas executed it last. Thesis, Appendix A, Commit Order. The specification leaves clients out.
 */
final class CommitOrder implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.CommitOrder";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (Indication.Commit commit : moment.committed()) {
            if (!facts.isLastOf(commit.history(), commit.request())) {
                return Optional.of("%s commits %s in the history %s. No correct replica executed it there."
                        .formatted(
                                moment.event().process(),
                                commit.request(),
                                commit.history().abbreviated()));
            }
        }
        return Optional.empty();
    }
}
