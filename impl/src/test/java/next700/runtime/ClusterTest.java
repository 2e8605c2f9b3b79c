package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import next700.crypto.KeyDirectory;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.composition.Composition;
import next700.recording.StepLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of real processes. */
@Tag("cluster")
class ClusterTest {
    private static final ReplicaId R3 = new ReplicaId(3);
    private static final long READY_MILLIS = TimeUnit.MINUTES.toMillis(TestCluster.HANGS_MINUTES);

    @TempDir
    private Path directory;

    @Test
    void commitsGoOnAfterACrashAndEverythingStopsCleanly() throws Exception {
        ClusterLayout layout = ClusterLayout.onFreePorts(directory, new ByzantineGroup(1));
        try (Cluster cluster = Cluster.start(layout, 2, ChildMain.replicaOf(Composition.QUORUM), READY_MILLIS)) {
            cluster.startClients("clients", ChildMain.clientsOf(Composition.QUORUM, layout, "clients", 200, 1));
            TestCluster.await("answers", () -> answers("clients") > 20);

            cluster.kill(R3);
            cluster.restart(R3);
            cluster.awaitClients("clients", READY_MILLIS);

            assertThat(cluster.runs()).containsExactly("r1", "r2", "r3", "r4", "clients", "r3-2");
            assertThat(cluster.replicaRuns(R3)).containsExactly("r3", "r3-2");
        }
        assertThat(answers("clients")).isEqualTo(200);
        assertThat(Files.readString(layout.logFile("clients"))).contains("invoked=200, answered=200");
        for (String run : List.of("r1", "r2", "r4", "r3-2", "clients")) {
            assertThat(StepLog.read(layout.stepFile(run)).cutShort()).isFalse();
            assertThat(Files.readString(layout.metricsFile(run))).contains("received.frames");
        }
        assertThat(layout.metricsFile("r3")).doesNotExist();
    }

    @Test
    void aReplicaOfPbftThatIsKilledFetchesTheStateAndVotesAgain() throws Exception {
        ClusterLayout layout = ClusterLayout.onFreePorts(directory, new ByzantineGroup(1));
        try (Cluster cluster = Cluster.start(layout, 1, ChildMain.replicaOf(ChildMain.PBFT), READY_MILLIS)) {
            cluster.startClients("clients", ChildMain.clientsOf(ChildMain.PBFT, layout, "clients", 0, 1));
            TestCluster.await("answers", () -> answers("clients") > 20);
            cluster.kill(R3);
            long before = answers("clients");
            TestCluster.await("answers without r3", () -> answers("clients") > before + 5);
            cluster.restart(R3);
            TestCluster.await("a vote", () -> hasTaken("r3-2", "PBFT.Commit"));
        }

        assertThat(hasTaken("r3-2", "PBFT.StateTransfer")).isTrue();
        assertThat(Files.readString(layout.metricsFile("r3-2"))).contains("\"stored.restored\" : 1");
    }

    private boolean hasTaken(String run, String step) {
        try (BufferedReader steps = Files.newBufferedReader(directory.resolve(run + ".steps.jsonl"))) {
            return steps.lines().anyMatch(line -> line.contains("\"" + step + "\""));
        } catch (IOException e) {
            return false;
        }
    }

    private long answers(String run) {
        try (BufferedReader history = Files.newBufferedReader(directory.resolve(run + ".history.jsonl"))) {
            return history.lines().filter(line -> !line.contains("invoke")).count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void aChildThatDiesIsReportedWithTheEndOfItsLog() throws Exception {
        ClusterLayout layout = ClusterLayout.onFreePorts(directory, new ByzantineGroup(1));

        assertThatThrownBy(() -> Cluster.start(
                        layout,
                        1,
                        (unused, replica, run) -> List.of(
                                "sh",
                                "-c",
                                replica.equals(R3)
                                        ? "echo my disk is full; exit 3"
                                        : "echo ready " + run + "; read stdin"),
                        READY_MILLIS))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageStartingWith("r3 died with exit code 3; the end of " + layout.logFile("r3"))
                .hasMessageContaining("my disk is full");
    }

    @Test
    void clientsStopCleanlyOnSigterm() throws Exception {
        ClusterLayout layout = ClusterLayout.onFreePorts(directory, new ByzantineGroup(1));
        KeyDirectory.generate(layout.keys(), layout.group(), 1);
        Process child = new ProcessBuilder(ChildMain.clientsOf(Composition.QUORUM, layout, "clients", 0, 1))
                .redirectErrorStream(true)
                .redirectOutput(layout.logFile("clients").toFile())
                .start();
        TestCluster.await(
                "an invocation", () -> layout.historyFile("clients").toFile().length() > 0);

        child.destroy();

        assertThat(child.waitFor(TestCluster.HANGS_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(StepLog.read(layout.stepFile("clients")).cutShort()).isFalse();
        assertThat(Files.readString(layout.historyFile("clients"))).endsWith("\n");
        assertThat(layout.metricsFile("clients")).exists();
    }
}
