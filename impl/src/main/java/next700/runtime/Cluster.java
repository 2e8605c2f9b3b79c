package next700.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import next700.crypto.KeyDirectory;
import next700.process.ReplicaId;

/**
 * A cluster of processes on this machine, each a JVM of its own: it starts them, notices when one dies, kills and
 * restarts replicas on demand, and stops everything in the end. Their output goes to files of the run directory.
 *
 * <p>Every child has a pipe from here as its standard input, and stops when the pipe closes (see {@link Lifetime}).
 */
public final class Cluster implements AutoCloseable {
    private static final long POLL_MILLIS = 10;
    private static final long STOP_MILLIS = 10_000;
    private static final int TAIL_LINES = 15;

    /** The command of a replica. */
    public interface ReplicaCommand {
        /**
         * The program and its arguments.
         *
         * @param run the name of this life of the replica, for its files
         */
        List<String> of(ClusterLayout layout, ReplicaId replica, String run);
    }

    private final ClusterLayout layout;
    private final ReplicaCommand replicaCommand;
    private final long readyMillis;
    private final Map<String, Process> children = new LinkedHashMap<>();
    private final Map<ReplicaId, String> runs = new TreeMap<>();
    private final Map<ReplicaId, Integer> lives = new TreeMap<>();

    private Cluster(ClusterLayout layout, ReplicaCommand replicaCommand, long readyMillis) {
        this.layout = layout;
        this.replicaCommand = replicaCommand;
        this.readyMillis = readyMillis;
    }

    /**
     * Makes keys, starts all replicas and waits until they are ready.
     *
     * @param clients how many clients there are keys for
     * @param readyMillis how long a replica may take to be ready
     * @throws RuntimeFailure if one does not start; none is left running then
     */
    public static Cluster start(ClusterLayout layout, int clients, ReplicaCommand replicaCommand, long readyMillis)
            throws RuntimeFailure {
        try {
            Files.createDirectories(layout.directory());
            KeyDirectory.generate(layout.keys(), layout.group(), clients);
        } catch (IOException e) {
            throw new RuntimeFailure(layout.directory() + ": cannot be written: " + e, e);
        }
        Cluster cluster = new Cluster(layout, replicaCommand, readyMillis);
        try {
            for (ReplicaId replica : layout.group().replicas()) {
                cluster.launch(replica);
            }
            for (ReplicaId replica : layout.group().replicas()) {
                cluster.awaitReady(replica);
            }
            return cluster;
        } catch (RuntimeFailure e) {
            cluster.close();
            throw e;
        }
    }

    public ClusterLayout layout() {
        return layout;
    }

    /** All runs so far: the lives of the replicas and the client processes, in the order of their start. */
    public List<String> runs() {
        return List.copyOf(children.keySet());
    }

    /** The runs of replicas so far. */
    public List<String> replicaRuns(ReplicaId replica) {
        return children.keySet().stream()
                .filter(run -> run.equals(replica.toString()) || run.startsWith(replica + "-"))
                .toList();
    }

    private void launch(ReplicaId replica) throws RuntimeFailure {
        int life = lives.merge(replica, 1, Integer::sum);
        String run = life == 1 ? replica.toString() : replica + "-" + life;
        runs.put(replica, run);
        launch(run, replicaCommand.of(layout, replica, run));
    }

    private void launch(String run, List<String> command) throws RuntimeFailure {
        if (children.containsKey(run)) {
            throw new IllegalArgumentException("there is a run '" + run + "' already");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(layout.logFile(run).toFile());
        try {
            children.put(run, builder.start());
        } catch (IOException e) {
            throw new RuntimeFailure(run + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady(ReplicaId replica) throws RuntimeFailure {
        String run = runs.get(replica);
        Process child = children.get(run);
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(readyMillis);
        while (!isReady(run)) {
            if (!child.isAlive()) {
                throw died(run, child);
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new RuntimeFailure(run + " was not ready after " + readyMillis + " ms" + tail(run));
            }
            pause();
        }
    }

    /** Whether a run has said that it is ready (see {@link Lifetime#READY}). */
    public boolean isReady(String run) throws RuntimeFailure {
        return log(run).stream().anyMatch(line -> line.startsWith(Lifetime.READY));
    }

    /** Kills a replica without warning, as a crash would (SIGKILL). */
    public void kill(ReplicaId replica) throws RuntimeFailure {
        Process child = children.get(runs.get(replica));
        child.destroyForcibly();
        await(child, runs.get(replica));
        runs.remove(replica);
    }

    /** Starts a killed replica again, under its name and on its port, and waits until it is ready. */
    public void restart(ReplicaId replica) throws RuntimeFailure {
        restart(List.of(replica));
    }

    /** Starts killed replicas again, all at once, and waits until they are ready. */
    public void restart(List<ReplicaId> replicas) throws RuntimeFailure {
        for (ReplicaId replica : replicas) {
            if (runs.containsKey(replica)) {
                throw new IllegalStateException(replica + " is running");
            }
            launch(replica);
        }
        for (ReplicaId replica : replicas) {
            awaitReady(replica);
        }
    }

    /** Starts a client process. */
    public void startClients(String run, List<String> command) throws RuntimeFailure {
        launch(run, command);
    }

    /** Tells a client process, unless it has ended, that its clients are not to begin another operation. */
    public void endLoad(String run) throws RuntimeFailure {
        Process child = children.get(run);
        try {
            OutputStream stdin = child.getOutputStream();
            stdin.write('\n');
            stdin.flush();
        } catch (IOException e) {
            if (child.isAlive()) {
                throw new RuntimeFailure(run + " cannot be told to end: " + e.getMessage() + tail(run), e);
            }
        }
    }

    /**
     * Waits for the end of a client process.
     *
     * @throws RuntimeFailure if it failed, did not end in time, or a replica died meanwhile
     */
    public void awaitClients(String run, long timeoutMillis) throws RuntimeFailure {
        Process child = children.get(run);
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (child.isAlive()) {
            checkReplicas();
            if (System.nanoTime() > deadlineNanos) {
                throw new RuntimeFailure(run + " did not end within " + timeoutMillis + " ms" + tail(run));
            }
            pause();
        }
        if (child.exitValue() != 0) {
            throw died(run, child);
        }
    }

    /** Whether a client process has ended. */
    public boolean hasEnded(String run) {
        return !children.get(run).isAlive();
    }

    /** Fails if a replica died that nobody killed. */
    public void checkReplicas() throws RuntimeFailure {
        for (String run : runs.values()) {
            if (!children.get(run).isAlive()) {
                throw died(run, children.get(run));
            }
        }
    }

    private RuntimeFailure died(String run, Process child) {
        return new RuntimeFailure(run + " died with exit code " + child.exitValue() + tail(run));
    }

    private String tail(String run) {
        try {
            List<String> lines = log(run);
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return last.isEmpty()
                    ? " and said nothing"
                    : "; the end of " + layout.logFile(run) + ":\n  " + String.join("\n  ", last);
        } catch (RuntimeFailure e) {
            return "; " + e.getMessage();
        }
    }

    private List<String> log(String run) throws RuntimeFailure {
        Path file = layout.logFile(run);
        try {
            return Arrays.asList(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new RuntimeFailure(file + ": cannot be read: " + e, e);
        }
    }

    private static void pause() throws RuntimeFailure {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("interrupted", e);
        }
    }

    private static void await(Process child, String run) throws RuntimeFailure {
        try {
            if (!child.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new RuntimeFailure(run + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("interrupted", e);
        }
    }

    /** Stops all processes: cleanly, so that their files are complete, and those that do not heed by force. */
    @Override
    public void close() throws RuntimeFailure {
        List<String> stubborn = new ArrayList<>();
        for (Process child : children.values()) {
            try {
                child.getOutputStream().close();
            } catch (IOException e) {
                child.destroy();
            }
        }
        for (Map.Entry<String, Process> child : children.entrySet()) {
            try {
                await(child.getValue(), child.getKey());
            } catch (RuntimeFailure e) {
                child.getValue().destroyForcibly();
                stubborn.add(child.getKey());
            }
        }
        runs.clear();
        if (!stubborn.isEmpty()) {
            throw new RuntimeFailure("had to be killed, since they did not stop: " + String.join(", ", stubborn));
        }
    }
}
