package next700.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import next700.process.Group;
import next700.process.ReplicaId;

/**
 * How to run a replica.
 *
 * @param listen where clients and other replicas find it; port 0 means any free one
 * @param peers replicas that this one dials; none for protocols in which replicas do not talk to each other. Of two
 *     replicas only one may dial the other, since there is one link between two processes
 * @param keys the key directory
 * @param storeFile the log of what it must not forget in a crash; if it exists, the replica has lived before
 * @param forces whether what it stores survives the machine, or only the process
 * @param stepFile where its steps are recorded, if they are
 * @param metricsFile where its metrics go when it stops
 */
public record ReplicaOptions(
        ReplicaId self,
        Group group,
        Endpoint listen,
        Map<ReplicaId, Endpoint> peers,
        Path keys,
        Path storeFile,
        boolean forces,
        Optional<Path> stepFile,
        Path metricsFile,
        LinkOptions links) {
    public ReplicaOptions {
        peers = Map.copyOf(peers);
        Objects.requireNonNull(listen);
        Objects.requireNonNull(links);
        if (!group.contains(self)) {
            throw new IllegalArgumentException(self + " is not one of " + group.size() + " replicas");
        }
        if (peers.containsKey(self)) {
            throw new IllegalArgumentException(self + " cannot dial itself");
        }
    }
}
