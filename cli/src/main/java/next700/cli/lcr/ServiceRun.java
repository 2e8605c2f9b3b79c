package next700.cli.lcr;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import next700.broadcast.MemberException;
import next700.broadcast.MemberListener;
import next700.broadcast.MemberOptions;
import next700.broadcast.ReplicatedService;
import next700.cli.check.Recordings;
import next700.cli.lcr.ServiceRecording.Delivery;
import next700.crypto.GroupKey;
import next700.network.ServiceWorkload;
import next700.network.Workload;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.recording.OperationLog;
import next700.report.Progress;
import next700.service.KeyValueStore;
import next700.service.Operations;

/**
 * Runs the key-value service on a group of members over TCP on loopback, with a client at each. A third of the way one
 * member ends at once, which to the others is a crash: its connections break. Members are of one JVM, so that their steps
 * can be told in one order.
 */
public final class ServiceRun {
    /** All members are of this process. */
    private final MemberOptions options = MemberOptions.DEFAULT.withKey(GroupKey.random());

    private static final int MEMBERS = 4;
    private static final int VICTIM = 2;
    private static final int KEYS = 6;
    private static final long THINK_MILLIS = 12;
    private static final long ANSWER_SECONDS = 20;
    private static final long SETTLE_MILLIS = 10_000;

    private final List<MemberId> ring;
    private final OperationLog log;
    private final long seed;
    private final Map<MemberId, List<Delivery>> deliveries = new TreeMap<>();
    private final List<LcrStep> steps = new ArrayList<>();

    private ServiceRun(List<MemberId> ring, OperationLog log, long seed) {
        this.ring = ring;
        this.log = log;
        this.seed = seed;
        ring.forEach(member -> deliveries.put(member, new ArrayList<>()));
    }

    /** Runs the service; the history stays in the directory. */
    public static ServiceRecording run(Path directory, long durationMillis, long seed, Progress progress)
            throws IOException, InterruptedException {
        progress.begin("key-value service over TCP");
        Path file = directory.resolve("history.jsonl");
        try (OperationLog log = new OperationLog(file)) {
            ServiceRun run = new ServiceRun(onFreePorts(), log, seed);
            long killedAt = run.serve(durationMillis, progress);
            ServiceRecording recording = new ServiceRecording(
                    run.ring, run.ring.get(VICTIM), killedAt, run.deliveries, run.steps, Recordings.history(file));
            progress.end(recording.history().size() + " operations, " + recording.killed() + " was killed");
            return recording;
        }
    }

    private static List<MemberId> onFreePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<MemberId> members = new ArrayList<>();
        for (int number = 1; number <= MEMBERS; number++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            members.add(new MemberId("p" + number, "127.0.0.1:" + socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return members;
    }

    private long serve(long durationMillis, Progress progress) throws InterruptedException {
        List<CompletableFuture<ReplicatedService>> starting = ring.stream()
                .map(member -> CompletableFuture.supplyAsync(() -> found(member), ServiceRun::onOwnThread))
                .toList();
        List<ReplicatedService> replicas =
                starting.stream().map(CompletableFuture::join).toList();
        try {
            progress.at("all members are up");
            long end = System.nanoTime() + durationMillis * 1_000_000;
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int k = 0; k < replicas.size(); k++) {
                ReplicatedService replica = replicas.get(k);
                ClientId client = new ClientId(k + 1);
                clients.add(CompletableFuture.runAsync(() -> load(client, replica, end), ServiceRun::onOwnThread));
            }
            Thread.sleep(durationMillis / 3);
            long killedAt = System.nanoTime();
            replicas.get(VICTIM).close();
            progress.at(ring.get(VICTIM) + " was killed");
            clients.forEach(CompletableFuture::join);
            awaitTheSameLength();
            return killedAt;
        } finally {
            replicas.forEach(ReplicatedService::close);
        }
    }

    private static void onOwnThread(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    private ReplicatedService found(MemberId member) {
        return ReplicatedService.found(
                member, ring, options, new KeyValueStore(), new Recorder(deliveries.get(member)));
    }

    /** One operation after the other, until the time is up or the replica ends. */
    private void load(ClientId client, ReplicatedService replica, long endNanos) {
        Workload workload =
                ServiceWorkload.all(KEYS, notice -> Optional.empty()).getFirst();
        SplittableRandom random = new SplittableRandom(seed * MEMBERS + client.number());
        try {
            while (System.nanoTime() < endNanos) {
                Bytes operation = ((Invocation) workload.next(client, random)).operation();
                JsonNode asked = Operations.parse(operation.toUtf8());
                String function = asked.get("f").textValue();
                record(client, "invoke", function, asked.get("value"));
                Bytes reply = replica.execute(operation).get(ANSWER_SECONDS, TimeUnit.SECONDS);
                JsonNode answer = Operations.parse(reply.toUtf8());
                record(client, answer.get("type").asText(), function, answer.get("value"));
                Thread.sleep(THINK_MILLIS);
            }
        } catch (MemberException | ExecutionException | TimeoutException e) {
            // What became of the last operation nobody knows; the history says so by having no answer.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void record(ClientId client, String type, String function, JsonNode value) {
        try {
            if (type.equals("invoke")) {
                log.invoked(client, function, value);
            } else {
                log.answered(client, type, function, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
    }

    /** What is delivered at one survivor is soon delivered at all; if it is not, the orders will differ. */
    private void awaitTheSameLength() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
        while (lengths() > 1 && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
    }

    private synchronized long lengths() {
        return ring.stream()
                .filter(member -> !member.equals(ring.get(VICTIM)))
                .map(member -> deliveries.get(member).size())
                .distinct()
                .count();
    }

    private final class Recorder implements MemberListener {
        private final List<Delivery> mine;

        private Recorder(List<Delivery> mine) {
            this.mine = mine;
        }

        @Override
        public void utoDeliver(MemberId origin, long view, long position, ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            synchronized (ServiceRun.this) {
                mine.add(new Delivery(origin, view, position, Bytes.copyOf(bytes)));
            }
        }

        @Override
        public void took(LcrStep step) {
            synchronized (ServiceRun.this) {
                steps.add(step);
            }
        }
    }
}
