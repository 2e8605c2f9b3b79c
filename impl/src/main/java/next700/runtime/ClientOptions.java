package next700.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Group;
import next700.process.ReplicaId;

/**
 * How to run a process of closed-loop clients.
 *
 * @param clients the clients it hosts; who uses a name again with the same replicas goes on from later timestamps
 *     ({@link ClientTimestamps})
 * @param replicas where every replica of the group listens
 * @param keys the key directory
 * @param stepFile where the clients' steps are recorded, if they are
 * @param metricsFile where the metrics go at the end
 * @param load what the clients do
 */
public record ClientOptions(
        List<ClientId> clients,
        Group group,
        Map<ReplicaId, Endpoint> replicas,
        Path keys,
        Optional<Path> stepFile,
        Path metricsFile,
        Load load,
        LinkOptions links) {
    public ClientOptions {
        clients = List.copyOf(clients);
        replicas = Map.copyOf(replicas);
        if (clients.isEmpty() || clients.stream().distinct().count() != clients.size()) {
            throw new IllegalArgumentException("a client process hosts at least one client, each once: " + clients);
        }
        if (!replicas.keySet().equals(new java.util.HashSet<>(group.replicas()))) {
            throw new IllegalArgumentException("expected an endpoint for each of " + group.replicas() + ", not for "
                    + new TreeMap<>(replicas).keySet());
        }
    }

    /**
     * What closed-loop clients do: each has one operation outstanding, and thinks before the next.
     *
     * @param thinkMillis between an answer and the next operation: uniformly from 0 to twice as much
     * @param maxOperations of each client; 0 for no bound
     * @param stages how many clients are active when; after the last no client begins another operation. None if all
     *     clients are active until they have done what they may
     * @param graceMillis how long outstanding operations are waited for after the stages; then they stay unanswered
     * @param seed of the operations and pauses; each client draws from a sequence of its own
     */
    public record Load(long thinkMillis, long maxOperations, List<Stage> stages, long graceMillis, long seed) {
        public Load {
            stages = List.copyOf(stages);
            if (thinkMillis < 0 || maxOperations < 0 || graceMillis < 0) {
                throw new IllegalArgumentException("times and numbers of a load are not negative");
            }
            if (maxOperations == 0 && stages.isEmpty()) {
                throw new IllegalArgumentException("a load is bounded by a number of operations, stages, or both");
            }
        }
    }
}
