package next700.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.history.History;
import next700.history.HistoryReader;
import next700.network.Outage;
import next700.network.Scenario;
import next700.process.ReplicaId;
import next700.recording.RecordedStep;
import next700.recording.RecordingException;
import next700.recording.StepFiles;
import next700.runtime.Cluster;
import next700.runtime.ClusterLayout;
import next700.runtime.RuntimeFailure;

/**
 * Runs a scenario on real processes, one JVM for each replica and one for the clients, and collects what they recorded.
 *
 * <p>The time that replicas need to start again is not the scenario's: its clock stands still meanwhile, so that a slow machine
 * sees the same parts of the load before, during and after an outage.
 */
public final class ClusterRun {
    private static final String CLIENTS = "clients";
    private static final long READY_MILLIS = 60_000;
    private static final long GRACE_MILLIS = 5_000;
    private static final long SPARE_MILLIS = 30_000;
    private static final long POLL_MILLIS = 50;

    private final Setup setup;
    private final ClusterLayout layout;
    private final Onlooker onlooker;
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<ReplicaId, Long> killed = new TreeMap<>();
    private final Map<ReplicaId, Long> returned = new TreeMap<>();
    private long startNanos;

    private ClusterRun(Setup setup, ClusterLayout layout, Onlooker onlooker) {
        this.setup = setup;
        this.layout = layout;
        this.onlooker = onlooker;
    }

    /**
     * Runs it; its files stay in the directory.
     *
     * @throws RuntimeFailure if a process does not start, or dies unasked
     * @throws RecordingException if what was recorded cannot be read
     */
    public static Recording run(Setup setup, Path directory, Onlooker onlooker)
            throws RuntimeFailure, RecordingException, IOException {
        ClusterLayout layout =
                ClusterLayout.onFreePorts(directory, setup.network().group());
        return new ClusterRun(setup, layout, onlooker).run();
    }

    private Recording run() throws RuntimeFailure, RecordingException, IOException {
        Scenario scenario = setup.scenario();
        List<String> runs;
        Map<ReplicaId, String> lastLives = new TreeMap<>();
        try (Cluster cluster = Cluster.start(
                layout,
                scenario.load().clients(),
                (where, replica, run) -> ClusterProcess.replica(setup, where, replica, run),
                READY_MILLIS)) {
            onlooker.at(0, "replicas are up");
            cluster.startClients(CLIENTS, ClusterProcess.clients(setup, layout, CLIENTS, GRACE_MILLIS));
            awaitFirstAnswer(cluster);
            startNanos = System.nanoTime();
            for (Outage outage : scenario.outages()) {
                carryOut(outage, cluster);
            }
            watch(cluster, scenario.load().durationMillis());
            awaitSteps(cluster);
            cluster.endLoad(CLIENTS);
            cluster.awaitClients(CLIENTS, GRACE_MILLIS + SPARE_MILLIS);
            cluster.checkReplicas();
            runs = cluster.runs();
            returned.keySet()
                    .forEach(replica ->
                            lastLives.put(replica, cluster.replicaRuns(replica).getLast()));
        }
        List<Recording.Return> returns = new ArrayList<>();
        for (Map.Entry<ReplicaId, String> life : lastLives.entrySet()) {
            ReplicaId replica = life.getKey();
            returns.add(new Recording.Return(
                    replica, killed.get(replica), returned.get(replica), counts(layout, life.getValue())));
        }
        return new Recording(setup, layout.directory(), history(), steps(runs), incidents, returns);
    }

    /** What a scenario times begins here: a replica that is killed before has nothing to lose. */
    private void awaitFirstAnswer(Cluster cluster) throws RuntimeFailure {
        long since = System.nanoTime();
        onlooker.at(0, "waiting for the first answer");
        while (!cluster.isReady(CLIENTS) && !cluster.hasEnded(CLIENTS) && elapsedMillis(since) < READY_MILLIS) {
            cluster.checkReplicas();
            sleep(POLL_MILLIS);
        }
    }

    private void carryOut(Outage outage, Cluster cluster) throws RuntimeFailure {
        long durationMillis = setup.scenario().load().durationMillis();
        watch(cluster, Math.round(outage.from() * durationMillis));
        for (ReplicaId replica : outage.replicas()) {
            cluster.kill(replica);
            killed.put(replica, System.nanoTime());
        }
        happened(names(outage) + " killed");
        watch(cluster, Math.round(outage.until() * durationMillis));
        long since = System.nanoTime();
        cluster.restart(outage.replicas());
        startNanos += System.nanoTime() - since;
        outage.replicas().forEach(replica -> returned.put(replica, System.nanoTime()));
        happened(names(outage) + " back");
    }

    /** Clients need a while to find a replica that is back; on a slow machine, longer than the rest of the load. */
    private void awaitSteps(Cluster cluster) throws RuntimeFailure, IOException {
        if (setup.network().vocabulary().steps().isEmpty()) {
            return;
        }
        long since = System.nanoTime();
        for (ReplicaId replica : returned.keySet()) {
            String life = cluster.replicaRuns(replica).getLast();
            while (Files.size(layout.stepFile(life)) == 0
                    && elapsedMillis(since) < SPARE_MILLIS
                    && !cluster.hasEnded(CLIENTS)) {
                onlooker.at(1, "waiting for a step of " + replica);
                cluster.checkReplicas();
                sleep(POLL_MILLIS);
            }
        }
    }

    private static String names(Outage outage) {
        return outage.replicas().stream().map(ReplicaId::name).collect(Collectors.joining(", "));
    }

    private void happened(String what) {
        incidents.add(new Incident(System.nanoTime(), what));
        onlooker.at(part(), what);
    }

    private double part() {
        return Math.min(
                1, (double) elapsedMillis(startNanos) / setup.scenario().load().durationMillis());
    }

    /** Sees to it that all replicas live, until so long after the start. */
    private void watch(Cluster cluster, long untilMillis) throws RuntimeFailure {
        while (elapsedMillis(startNanos) < untilMillis && !cluster.hasEnded(CLIENTS)) {
            onlooker.at(
                    part(),
                    "load for " + elapsedMillis(startNanos) / 1000 + " s of "
                            + setup.scenario().load().durationMillis() / 1000);
            cluster.checkReplicas();
            sleep(Math.min(POLL_MILLIS, untilMillis - elapsedMillis(startNanos)));
        }
    }

    private History history() throws IOException {
        return new HistoryReader().read(layout.historyFile(CLIENTS));
    }

    /** All recordings in one order: on one machine, the processes' clocks are the same. */
    private List<RecordedStep> steps(List<String> runs) throws RecordingException {
        List<RecordedStep> steps = new ArrayList<>();
        for (String run : runs) {
            if (Files.exists(layout.stepFile(run))) {
                steps.addAll(StepFiles.read(
                        layout.stepFile(run), setup.network().vocabulary().steps()));
            }
        }
        steps.sort(Comparator.comparingLong(RecordedStep::timeNanos));
        return steps;
    }

    private static Map<String, Long> counts(ClusterLayout layout, String run) throws IOException {
        return new ObjectMapper().readValue(layout.metricsFile(run).toFile(), new TypeReference<>() {});
    }

    private static long elapsedMillis(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private static void sleep(long millis) throws RuntimeFailure {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("interrupted", e);
        }
    }
}
