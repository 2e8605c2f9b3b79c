package next700.simulation.adversary.pbft;

import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceMessage;
import next700.trial.ChoiceTape;

/**
 * What a Byzantine replica is up to for a whole run. Lies that are drawn one by one seldom fit together; most guards of PBFT
 * keep out what takes several messages to the same end, with everything else as a correct replica would do it.
 */
public interface Scheme {
    /** The scheme of a run; some runs have none, and a liar that lies now and then. */
    static Optional<Scheme> draw(
            ReplicaId self, ByzantineGroup group, long windowLength, int checkpointInterval, ChoiceTape tape) {
        Forger forger = new Forger(self, group, tape);
        return switch (forger.option(14, "scheme")) {
            case 1, 2 -> Optional.of(new Equivocation(self, forger));
            case 3, 4, 5 -> Optional.of(new EarlyLeaver(self, forger, windowLength));
            case 6, 7 -> Optional.of(new StaleStates(self, forger, checkpointInterval));
            case 8 -> Optional.of(new Repetition(self, forger));
            case 9 -> Optional.of(new Flood(self, forger, windowLength));
            case 10 -> Optional.of(new Usurper(self, forger));
            default -> Optional.empty();
        };
    }

    /** What is sent in place of a message that a correct replica would send here. */
    default List<Effect.Send> insteadOf(Effect.Send send) {
        return List.of(send);
    }

    /** What is sent of its own accord, having received a message. */
    default List<Effect.Send> upon(InstanceMessage message) {
        return List.of();
    }
}
