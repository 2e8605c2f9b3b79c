package next700.protocol.qu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.process.Timer;
import next700.service.Counter;
import next700.service.Operations;
import next700.trial.IdealAuthentication;

/** Clients that update one object at the same time, over links that lose nothing; times are virtual. */
final class Contention {
    /** Something that will happen. */
    private record Later(long at, long number, ProcessId process, Input input, long set) {}

    private static final int FASTEST = 8;
    private static final int SPREAD = 5;
    private static final long END = 400_000;
    private static final QuTiming TIMING = new QuTiming(60, 10);

    private final int pause;
    private final Random random;
    private final Map<ProcessId, Automaton> processes = new TreeMap<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::at).thenComparingLong(Later::number));
    private final Map<ProcessId, Map<Timer, Long>> timers = new HashMap<>();
    private final Map<ClientId, Integer> left = new TreeMap<>();
    private final Map<ClientId, Long> began = new TreeMap<>();
    private final List<Long> durations = new ArrayList<>();
    private long now;
    private long number;
    private int accepted;
    private int repairs;
    private int requests;

    /**
     * Begins.
     *
     * @param pause how long a client pauses between two updates, at most
     */
    Contention(int clients, int updates, int pause, long seed) {
        this.pause = pause;
        random = new Random(seed);
        QuGroup group = QuGroup.of(1);
        for (ReplicaId server : group.replicas()) {
            processes.put(
                    server,
                    new QuServer(
                            server, group, TIMING, new IdealAuthentication(server), new Counter(), Stored.NOTHING));
        }
        for (int i = 1; i <= clients; i++) {
            ClientId client = new ClientId(i);
            processes.put(client, new QuClient(client, group, TIMING));
            left.put(client, updates);
            call(client);
        }
    }

    private void call(ClientId client) {
        if (left.get(client) > 0) {
            left.merge(client, -1, Integer::sum);
            long at = now + random.nextInt(pause + 1);
            began.put(client, at);
            happens(at, client, new Input.Called(new QuCall(0, false, Operations.of("add", "1"))), 0);
        }
    }

    private void happens(long at, ProcessId process, Input input, long set) {
        later.add(new Later(at, number++, process, input, set));
    }

    Contention run() {
        while (!later.isEmpty() && now < END) {
            Later next = later.poll();
            now = next.at();
            if (!(next.input() instanceof Input.Expired expired)
                    || timers.get(next.process()).remove(expired.timer(), next.set())) {
                hand(next.process(), next.input());
            }
        }
        return this;
    }

    private void hand(ProcessId process, Input input) {
        for (Effect effect : processes.get(process).on(input)) {
            switch (effect) {
                case Effect.Send send -> {
                    requests += send.message() instanceof QuMessage.Request ? 1 : 0;
                    happens(
                            now + FASTEST + random.nextInt(SPREAD),
                            send.to(),
                            new Input.Received(process, send.message()),
                            0);
                }
                case Effect.SetTimer set -> {
                    timers.computeIfAbsent(process, any -> new HashMap<>()).put(set.timer(), number);
                    happens(now + set.delayMillis(), process, new Input.Expired(set.timer()), number);
                }
                case Effect.CancelTimer cancel ->
                    timers.computeIfAbsent(process, any -> new HashMap<>()).remove(cancel.timer());
                case Effect.Draw draw -> happens(now, process, new Input.Drawn(random.nextInt(draw.bound())), 0);
                case Effect.Took took -> {
                    if (took.step() instanceof QuStep step && step.step().equals("Accept")) {
                        accepted++;
                        repairs += step.kind().equals("method") ? 0 : 1;
                    }
                }
                case Effect.Tell tell -> {
                    durations.add(now - began.get((ClientId) process));
                    call((ClientId) process);
                }
                default -> {}
            }
        }
    }

    int done() {
        return durations.size();
    }

    /** Of what servers accepted, how much repaired something. */
    int repairsPercent() {
        return 100 * repairs / accepted;
    }

    /** Requests to single servers, for each update. */
    int requestsPerUpdate() {
        return requests / durations.size();
    }

    /** The longest that an update took, in units of which a message needs 8 to 12. */
    long longest() {
        return durations.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
