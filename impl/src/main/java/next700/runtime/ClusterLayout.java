package next700.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import next700.process.Group;
import next700.process.ReplicaId;

/**
 * Where everything of one cluster is. A <em>run</em> is one life of one process: {@code r1} for the first of a replica,
 * {@code r1-2} for the second after a crash, and whatever the launcher calls its client processes.
 *
 * @param directory with all files of the cluster
 * @param endpoints where the replicas listen
 */
public record ClusterLayout(Path directory, Group group, Map<ReplicaId, Endpoint> endpoints) {
    private static final String HOST = "127.0.0.1";
    /** Below the ports that Linux gives to outgoing connections, which could otherwise take a crashed replica's. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;
    private static final int ATTEMPTS = 1000;

    public ClusterLayout {
        endpoints = Collections.unmodifiableMap(new TreeMap<>(endpoints));
    }

    /** A layout with a free port of this machine for each replica. */
    public static ClusterLayout onFreePorts(Path directory, Group group) throws RuntimeFailure {
        Map<ReplicaId, Endpoint> endpoints = new TreeMap<>();
        for (ReplicaId replica : group.replicas()) {
            endpoints.put(replica, freePort(endpoints));
        }
        return new ClusterLayout(directory, group, endpoints);
    }

    private static Endpoint freePort(Map<ReplicaId, Endpoint> taken) throws RuntimeFailure {
        for (int i = 0; i < ATTEMPTS; i++) {
            Endpoint endpoint = new Endpoint(HOST, ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
            if (!taken.containsValue(endpoint) && isFree(endpoint)) {
                return endpoint;
            }
        }
        throw new RuntimeFailure("no free port from " + FIRST_PORT + " to " + LAST_PORT + " on " + HOST);
    }

    private static boolean isFree(Endpoint endpoint) {
        try (ServerSocket socket = new ServerSocket(endpoint.port(), 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The replicas that a replica dials: of two, the later one dials the earlier. */
    public Map<ReplicaId, Endpoint> dialledBy(ReplicaId replica) {
        Map<ReplicaId, Endpoint> earlier = new TreeMap<>(endpoints);
        earlier.keySet().removeIf(other -> other.number() >= replica.number());
        return earlier;
    }

    public Path keys() {
        return directory.resolve("keys");
    }

    /** What a replica must not forget; all its lives share it. */
    public Path storeFile(ReplicaId replica) {
        return directory.resolve(replica + ".store");
    }

    public Path stepFile(String run) {
        return directory.resolve(run + ".steps.jsonl");
    }

    public Path metricsFile(String run) {
        return directory.resolve(run + ".metrics.json");
    }

    public Path historyFile(String run) {
        return directory.resolve(run + ".history.jsonl");
    }

    /** Standard output and standard error. */
    public Path logFile(String run) {
        return directory.resolve(run + ".log");
    }
}
