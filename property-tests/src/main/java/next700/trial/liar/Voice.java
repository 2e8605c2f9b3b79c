package next700.trial.liar;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.authentication.Signing;
import next700.trial.IdealAuthentication;
import next700.trial.World;

/**
 * How liars put on the network what they say: under their own keys, in whose name they like.
 *
 * @param names of all processes, in order
 * @param onLie told before each lie
 */
record Voice(World world, ByzantineGroup group, Set<ProcessId> liars, List<ProcessId> names, Runnable onLie) {
    /** What signs in the speaker's name, and in those of the other liars. */
    Optional<Signing> keys(ProcessId speaker, ProcessId receiver) {
        return Optional.of(new Keys(speaker, receiver, group, liars, IdealAuthentication::new));
    }

    void tellTheTruth(ProcessId self, ProcessId to, Message truth) {
        world.send(self, to, truth, false, "");
    }

    /** @param truth what it would be, were it no lie; the story of the run says how the two differ */
    void lie(ProcessId self, ProcessId to, Message message, Message truth) {
        onLie.run();
        world.send(self, to, message, true, Difference.between(truth, message));
    }

    /** The same, and it arrives before all that is on its way. */
    void lieAtOnce(ProcessId self, ProcessId to, Message message, Message truth) {
        onLie.run();
        world.inject(self, to, message, Difference.between(truth, message));
    }

    /** The same message in another name, signed by the speaker. */
    Message inName(Message message, ProcessId name, ProcessId speaker, ProcessId to) {
        return Anatomy.name(message, name.getClass())
                .map(old -> (Message) Anatomy.renamed(message, old, name, keys(speaker, to)))
                .orElse(message);
    }

    /** All names of the kind that a process' is. */
    List<ProcessId> namesLike(ProcessId process) {
        return names.stream()
                .filter(name -> name.getClass() == process.getClass())
                .toList();
    }
}
