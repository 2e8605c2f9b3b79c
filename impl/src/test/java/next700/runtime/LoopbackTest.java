package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import next700.process.ReplicaId;
import next700.recording.RecordingException;
import next700.recording.StepLog;
import next700.storage.StorageException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quorum over real sockets, in one JVM. */
@Tag("cluster")
class LoopbackTest {
    private static final ReplicaId R2 = new ReplicaId(2);

    @TempDir
    private Path directory;

    @Test
    void clientsCommitAndLeaveAWholeHistoryBehind() throws Exception {
        ClientHost.Summary summary;
        ClusterLayout layout;
        try (TestCluster cluster = new TestCluster(directory)) {
            layout = cluster.layout;
            ClientHost clients = cluster.startClients("clients", 50, 1, 2);
            summary = clients.done().get(TestCluster.HANGS_MINUTES, TimeUnit.MINUTES);
        }

        assertThat(summary.invoked()).isEqualTo(100);
        assertThat(summary.answered()).isEqualTo(100);
        assertThat(summary.answeredPerSecond()).isPositive();
        assertWellFormed(layout.historyFile("clients"), 100, 100);
        StepLog steps = StepLog.read(layout.stepFile("clients"));
        assertThat(steps.cutShort()).isFalse();
        assertThat(steps.entries().stream().filter(entry -> entry.step().step().equals("Q3")))
                .hasSize(100);
        StepLog replica = StepLog.read(layout.stepFile("r1-1"));
        assertThat(replica.entries().stream()
                        .filter(entry -> entry.step().step().equals("Q2")))
                .hasSizeGreaterThanOrEqualTo(100);
        JsonNode metrics = new ObjectMapper().readTree(Files.readString(layout.metricsFile("r1-1")));
        assertThat(metrics.path("received.frames").asLong()).isGreaterThan(100);
        assertThat(metrics.path("step.Q2").asLong()).isGreaterThanOrEqualTo(100);
    }

    /** Every answer follows its invocation; a client has one operation outstanding. */
    private static void assertWellFormed(Path history, int invocations, int answers) throws IOException {
        List<String> lines = Files.readAllLines(history);
        assertThat(Files.readString(history)).endsWith("\n");
        Map<Integer, String> outstanding = new HashMap<>();
        long time = Long.MIN_VALUE;
        int invoked = 0;
        for (String line : lines) {
            JsonNode node = new ObjectMapper().readTree(line);
            int process = node.get("process").asInt();
            String function = node.get("f").asText();
            if (node.get("type").asText().equals("invoke")) {
                assertThat(outstanding.put(process, function)).isNull();
                invoked++;
            } else {
                assertThat(outstanding.remove(process)).isEqualTo(function);
                assertThat(node.get("type").asText()).isIn("ok", "fail");
            }
            assertThat(node.get("time").asLong()).isGreaterThanOrEqualTo(time);
            time = node.get("time").asLong();
        }
        assertThat(invoked).isEqualTo(invocations);
        assertThat(lines.size() - invoked).isEqualTo(answers);
    }

    @Test
    void commitsResumeInALaterInstanceWhenAReplicaIsBack() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            ClientHost clients = cluster.startClients("clients", 0, 1);
            TestCluster.awaitCommits(clients, 10);

            cluster.stop(R2);
            long aborts = clients.metrics().of("step.P3");
            TestCluster.await("aborts", () -> clients.metrics().of("step.P3") >= aborts + 3);
            long commits = clients.metrics().of("step.Q3");
            TestCluster.await("an abort", () -> clients.metrics().of("step.P3") >= aborts + 4);
            assertThat(clients.metrics().of("step.Q3"))
                    .as("commits while a replica is down")
                    .isEqualTo(commits);

            cluster.start(R2);
            TestCluster.awaitCommits(clients, 10);
            assertThat(clients.metrics().of("connection.lost")).isPositive();
        }
        assertThat(instancesOf("r2-5")).doesNotContain(1L).isNotEmpty();
        Set<Long> both = instancesOf("r2-2");
        both.retainAll(instancesOf("r2-5"));
        assertThat(both).as("instances in which both lives spoke").isEmpty();
    }

    /** CHK is 128. */
    @Test
    void aReplicaThatIsBackFetchesTheStateThatACheckpointHasCutOff() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            ClientHost clients = cluster.startClients("clients", 0, 1);
            TestCluster.awaitCommits(clients, 150);
            TestCluster.await("a checkpoint", () -> cluster.replica(1).metrics().of("step.LCS.3") >= 1);

            cluster.stop(R2);
            cluster.start(R2);

            TestCluster.await("a state", () -> cluster.replica(2).metrics().of("step.LCS.fetched") >= 1);
            TestCluster.awaitCommits(clients, 10);
        }
    }

    private Set<Long> instancesOf(String run) throws RecordingException {
        Set<Long> instances = new HashSet<>();
        StepLog.read(directory.resolve(run + ".steps.jsonl"))
                .entries()
                .forEach(entry -> instances.add(entry.step().instance().number()));
        return instances;
    }

    @Test
    void clientsThatFindNobodyLeaveTheirOperationsUnanswered() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            for (ReplicaId replica : TestCluster.GROUP.replicas()) {
                cluster.stop(replica);
            }
            ClientHost clients = cluster.startClients("lonely", 0, 3);
            TestCluster.await("a try", () -> clients.metrics().of("step.P1") >= 1);
            assertThat(clients.metrics().of("dropped.disconnected")).isPositive();
            assertThat(clients.metrics().of("connection.unreachable")).isPositive();

            clients.close();

            assertThat(clients.done().get().invoked()).isEqualTo(1);
            assertWellFormed(directory.resolve("lonely.history.jsonl"), 1, 0);
        }
    }

    @Test
    void clientsThatStartAgainUnderTheirNamesAreServed() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            for (String life : List.of("first", "second", "third")) {
                ClientHost clients = cluster.startClients(life, 20, 1, 2);
                ClientHost.Summary summary = clients.done().get(TestCluster.HANGS_MINUTES, TimeUnit.MINUTES);
                clients.close();

                assertThat(summary.answered()).isEqualTo(40);
            }
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            ReplicaOptions options = withStore(cluster.options(R2, TestCluster.LINKS), "other.store");

            assertThatThrownBy(() -> ReplicaHost.start(options, TestCluster.WORDS, TestCluster.CORRECT))
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessageContaining("r2 cannot listen on " + options.listen() + ": the port is in use");
        }
    }

    private ReplicaOptions withStore(ReplicaOptions options, String file) {
        return new ReplicaOptions(
                options.self(),
                options.group(),
                options.listen(),
                options.peers(),
                options.keys(),
                directory.resolve(file),
                options.forces(),
                options.stepFile(),
                options.metricsFile(),
                options.links());
    }

    @Test
    void twoReplicasOfOneNameAreToldSo() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            ReplicaOptions options = cluster.options(R2, TestCluster.LINKS);

            assertThatThrownBy(() -> ReplicaHost.start(options, TestCluster.WORDS, TestCluster.CORRECT))
                    .isInstanceOf(StorageException.class)
                    .hasMessage(options.storeFile() + ": in use by another process of the same name");
        }
    }

    @Test
    void keysForAnotherGroupAreRefused() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            ReplicaOptions small = cluster.options(R2, TestCluster.LINKS);
            ReplicaOptions large = new ReplicaOptions(
                    small.self(),
                    new next700.protocol.abstraction.ByzantineGroup(2),
                    small.listen(),
                    small.peers(),
                    small.keys(),
                    small.storeFile(),
                    small.forces(),
                    small.stepFile(),
                    small.metricsFile(),
                    small.links());

            assertThatThrownBy(() -> ReplicaHost.start(large, TestCluster.WORDS, TestCluster.CORRECT))
                    .hasMessageContaining("the keys are for the replicas [r1, r2, r3, r4], not for [r1, r2,");
        }
    }
}
