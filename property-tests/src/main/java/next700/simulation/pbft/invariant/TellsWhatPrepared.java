package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.5.2, the set P: a VIEW-CHANGE of a correct replica claims all that its sender ever sent a COMMIT for,
 * above its stable checkpoint, in that view or a later one; a crash that takes its memory changes nothing about that.
 * TLA+: {@code ViewChange}, {@code LatestOnly}.
 */
final class TellsWhatPrepared implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.TellsWhatPrepared";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        if (moment.event().process() instanceof ReplicaId self) {
            for (ViewChange told : moment.viewChanges()) {
                Optional<Commit> concealed = facts.commitsOf(self).stream()
                        .filter(commit -> told.replica().equals(self) && concerns(commit, told) && !tells(told, commit))
                        .findFirst();
                if (concealed.isPresent()) {
                    return concealed.map(commit ->
                            "%s leaves for view %d and says nothing of what prepared at %d. It had sent a COMMIT there in view %d."
                                    .formatted(self, told.view(), commit.sequence(), commit.view()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean concerns(Commit commit, ViewChange told) {
        return commit.view() < told.view() && commit.sequence() > told.stable().sequence();
    }

    private static boolean tells(ViewChange told, Commit commit) {
        return told.prepared().stream()
                .anyMatch(claim -> claim.sequence() == commit.sequence() && claim.view() >= commit.view());
    }
}
