package next700.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import next700.cli.Next700;
import next700.cli.Progress;
import next700.cli.check.Recordings;
import next700.history.History;
import next700.process.ReplicaId;
import next700.recording.RecordingException;
import next700.recording.StepLog;
import next700.recording.WholeHistories;
import next700.runtime.Cluster;
import next700.runtime.ClusterLayout;
import next700.runtime.JavaCommand;
import next700.runtime.LinkOptions;
import next700.runtime.ReplicaOptions;
import next700.runtime.RuntimeFailure;
import next700.simulation.adversary.LyingReplica;

/** Runs a scenario on real processes, one JVM for each replica and one for the clients, and collects what they recorded. */
public final class ClusterRun {
    private static final String CLIENTS = "clients";
    private static final long READY_MILLIS = 60_000;
    private static final long GRACE_MILLIS = 5_000;
    private static final long SPARE_MILLIS = 30_000;
    private static final long POLL_MILLIS = 50;

    private ClusterRun() {}

    /** Runs a scenario; its files stay in the directory. */
    public static ClusterRecording run(Scenario scenario, Path directory, Progress progress)
            throws RuntimeFailure, RecordingException {
        ClusterLayout layout = ClusterLayout.onFreePorts(directory, scenario.group());
        List<ClusterRecording.Incident> incidents = new ArrayList<>();
        List<String> runs;
        try (Cluster cluster = Cluster.start(
                layout,
                scenario.clients(),
                (where, replica, run) -> replica(scenario, where, replica, run),
                READY_MILLIS)) {
            progress.at("replicas are up");
            cluster.startClients(CLIENTS, java(ClientCommand.arguments(scenario, layout, CLIENTS, GRACE_MILLIS)));
            awaitFirstAnswer(cluster, progress);
            long start = System.nanoTime();
            if (scenario.crash().isPresent()) {
                crash(scenario.crash().get(), cluster, start, incidents, progress);
            }
            while (!cluster.hasEnded(CLIENTS) && elapsedMillis(start) < scenario.durationMillis() + GRACE_MILLIS) {
                progress.at(
                        Math.min(1, (double) elapsedMillis(start) / scenario.durationMillis()),
                        "load for " + elapsedMillis(start) / 1000 + " s of " + scenario.durationMillis() / 1000);
                cluster.checkReplicas();
                sleep(POLL_MILLIS);
            }
            cluster.awaitClients(CLIENTS, SPARE_MILLIS);
            cluster.checkReplicas();
            runs = cluster.runs();
        }
        return collect(scenario, layout, runs, incidents);
    }

    /** What a scenario times begins here: a replica that is killed before has nothing to lose. */
    private static void awaitFirstAnswer(Cluster cluster, Progress progress) throws RuntimeFailure {
        long since = System.nanoTime();
        progress.at("waiting for the first answer");
        while (!cluster.isReady(CLIENTS) && !cluster.hasEnded(CLIENTS) && elapsedMillis(since) < READY_MILLIS) {
            cluster.checkReplicas();
            sleep(POLL_MILLIS);
        }
    }

    private static void crash(
            Scenario.Crash crash,
            Cluster cluster,
            long start,
            List<ClusterRecording.Incident> incidents,
            Progress progress)
            throws RuntimeFailure {
        sleep(crash.atMillis() - elapsedMillis(start));
        cluster.kill(crash.replica());
        incidents.add(new ClusterRecording.Incident(System.nanoTime(), crash.replica() + " killed"));
        progress.at(crash.replica() + " was killed");
        sleep(crash.backAfterMillis());
        cluster.restart(crash.replica());
        incidents.add(new ClusterRecording.Incident(System.nanoTime(), crash.replica() + " back"));
        progress.at(crash.replica() + " is back");
    }

    private static List<String> replica(Scenario scenario, ClusterLayout layout, ReplicaId replica, String run) {
        ReplicaOptions files = new ReplicaOptions(
                replica,
                layout.group(),
                layout.endpoints().get(replica),
                layout.dialledBy(replica),
                layout.keys(),
                layout.stateFile(replica),
                Optional.of(layout.stepFile(run)),
                layout.metricsFile(run),
                LinkOptions.DEFAULT);
        return java(ReplicaCommand.arguments(scenario, replica, files));
    }

    private static List<String> java(List<String> arguments) {
        return JavaCommand.of(Next700.class.getName(), arguments.toArray(String[]::new));
    }

    /** All recordings in one order: on one machine, the processes' clocks are the same. */
    private static ClusterRecording collect(
            Scenario scenario, ClusterLayout layout, List<String> runs, List<ClusterRecording.Incident> incidents)
            throws RecordingException {
        List<StepLog.Entry> entries = new ArrayList<>();
        for (String run : runs) {
            if (Files.exists(layout.stepFile(run))) {
                entries.addAll(StepLog.read(layout.stepFile(run)).entries());
            }
        }
        Predicate<StepLog.Entry> isLie = entry -> entry.step().step().equals(LyingReplica.LIE);
        long lies = entries.stream().filter(isLie).count();
        entries.removeIf(isLie);
        entries.sort(Comparator.comparingLong(StepLog.Entry::timeNanos));
        makeWhole(entries);
        History history = Recordings.history(layout.historyFile(CLIENTS));
        return new ClusterRecording(scenario, layout.directory(), history, entries, incidents, lies);
    }

    /** What a checkpoint had cut off from a history, one process may never have had; others have recorded it. */
    private static void makeWhole(List<StepLog.Entry> entries) {
        WholeHistories histories = new WholeHistories();
        entries.forEach(entry -> histories.of(entry.step()));
        entries.replaceAll(entry ->
                new StepLog.Entry(entry.timeNanos(), histories.of(entry.step()).orElse(entry.step())));
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
