package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;
import next700.simulation.pbft.PbftFacts.Ballot;

/**
 * TOCS 2002, 4.3: in a view a correct replica proposes one batch at a sequence number, sends one PREPARE and one COMMIT
 * there, and begins a view with one NEW-VIEW; a crash that takes its memory changes nothing about that. TLA+: {@code
 * TypeOK}.
 */
final class OneVote implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.OneVote";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        if (!(moment.event().process() instanceof ReplicaId self)) {
            return Optional.empty();
        }
        for (PrePrepare m : moment.prePrepares()) {
            if (contradicts(new Ballot(self, "PRE-PREPARE", m.view(), m.sequence()), m.content(), facts)) {
                return contradiction(self, "PRE-PREPARE", m.view(), m.sequence());
            }
        }
        for (Prepare m : moment.prepares()) {
            if (contradicts(new Ballot(self, "PREPARE", m.view(), m.sequence()), m.content(), facts)) {
                return contradiction(self, "PREPARE", m.view(), m.sequence());
            }
        }
        for (Commit m : moment.commits()) {
            if (contradicts(new Ballot(self, "COMMIT", m.view(), m.sequence()), m.content(), facts)) {
                return contradiction(self, "COMMIT", m.view(), m.sequence());
            }
        }
        for (NewView m : moment.newViews()) {
            // Others pass it on.
            boolean isOwn = facts.primaryOf(m.view()).equals(self);
            if (isOwn && contradicts(new Ballot(self, "NEW-VIEW", m.view(), 0), m.content(), facts)) {
                return contradiction(self, "NEW-VIEW", m.view(), 0);
            }
        }
        return Optional.empty();
    }

    private static boolean contradicts(Ballot ballot, Digest said, PbftFacts facts) {
        return !facts.vote(ballot).orElse(said).equals(said);
    }

    private static Optional<String> contradiction(ReplicaId self, String kind, long view, long sequence) {
        return Optional.of("%s contradicts what it said before in view %d%s: two of its kind of message %s differ."
                .formatted(self, view, sequence == 0 ? "" : " about " + sequence, kind));
    }
}
