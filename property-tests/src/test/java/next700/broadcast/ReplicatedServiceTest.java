package next700.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import next700.crypto.GroupKey;
import next700.history.History;
import next700.history.HistoryReader;
import next700.linearizability.KeyValue;
import next700.linearizability.Linearizability;
import next700.linearizability.Verdict;
import next700.process.Bytes;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;
import next700.service.KeyValueStore;
import next700.service.Operations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key-value store over real connections, with one client at each replica, and its recorded history. */
final class ReplicatedServiceTest {
    /** Not how long anything may take: after so long nobody waits any more, and a build that hangs is freed. */
    private static final long HANGS_MINUTES = 30;

    private static final MemberOptions OPTIONS = MemberOptions.DEFAULT
            .withKey(GroupKey.random())
            .with(Survival.ALL_BUT_ONE)
            .withSilence(8_000);

    private final List<ReplicatedService> replicas = new ArrayList<>();
    private final StringBuilder recorded = new StringBuilder();

    @AfterEach
    void close() {
        replicas.forEach(ReplicatedService::close);
    }

    private static List<MemberId> ids(int count) throws IOException {
        List<MemberId> ids = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ids.add(new MemberId("p" + i, "127.0.0.1:" + socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ids;
    }

    private void found(List<MemberId> ids) {
        List<CompletableFuture<ReplicatedService>> starting = ids.stream()
                .map(id -> CompletableFuture.supplyAsync(
                        () -> ReplicatedService.found(id, ids, OPTIONS, new KeyValueStore())))
                .toList();
        starting.forEach(start -> replicas.add(start.join()));
    }

    private synchronized void record(int client, String type, String function, String value) {
        recorded.append("{\"process\": %d, \"type\": \"%s\", \"f\": \"%s\", \"value\": %s, \"time\": %d}%n"
                .formatted(client, type, function, value, System.nanoTime()));
    }

    private static String reply(ReplicatedService replica, String function, String value) throws Exception {
        Bytes reply = replica.execute(Operations.of(function, value)).get(HANGS_MINUTES, TimeUnit.MINUTES);
        return Operations.parse(reply.toUtf8()).get("value").toString();
    }

    /** Reads and writes until the replica ends. */
    private void work(int client, ReplicatedService replica, int operations, AtomicInteger done) {
        for (int i = 0; i < operations; i++) {
            String function = List.of("put", "get", "append").get(i % 3);
            String argument = function.equals("get") ? "null" : "\"" + client + "." + i + "\"";
            String value = "[\"k" + (i + client) % 3 + "\", " + argument + "]";
            record(client, "invoke", function, value);
            try {
                record(client, "ok", function, reply(replica, function, value));
                done.incrementAndGet();
            } catch (Exception e) {
                return;
            }
        }
    }

    @Test
    void theStoreStaysLinearizableWhileAllReplicasButOneCrash() throws Exception {
        found(ids(4));
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            int self = client;
            int operations = client == 2 ? 400 : 100_000;
            clients.add(CompletableFuture.runAsync(
                    () -> work(self, replicas.get(self), operations, done),
                    task -> Thread.ofPlatform().daemon().start(task)));
        }
        for (int victim : List.of(1, 0, 3)) {
            int before = done.get();
            while (done.get() < before + 60 && clients.stream().anyMatch(client -> !client.isDone())) {
                Thread.sleep(2);
            }
            replicas.get(victim).close();
            clients.get(victim).join();
        }
        clients.get(2).join();
        assertThat(reply(replicas.get(2), "put", "[\"last\", \"one\"]")).contains("one");

        History history = new HistoryReader()
                .read("replicas", new ByteArrayInputStream(recorded.toString().getBytes(StandardCharsets.UTF_8)));
        Verdict verdict = Linearizability.of(new KeyValue()).check(history);
        assertThat(verdict).as(verdict.toString()).isInstanceOf(Verdict.Holds.class);
        assertThat(done.get()).isGreaterThan(400);
        assertThat(replicas.get(2).member().view().size()).isEqualTo(1);
    }

    @Test
    void aReplicaThatJoinsHasTheState() throws Exception {
        List<MemberId> ids = ids(3);
        found(ids.subList(0, 2));
        reply(replicas.get(0), "put", "[\"k\", \"v\"]");
        ReplicatedService joiner = ReplicatedService.join(ids.get(2), ids.subList(0, 2), OPTIONS, new KeyValueStore());
        replicas.add(joiner);

        assertThat(reply(joiner, "append", "[\"k\", \"w\"]")).contains("w");
        assertThat(reply(joiner, "get", "[\"k\", null]")).isEqualTo("[\"k\",\"vw\"]");
    }
}
