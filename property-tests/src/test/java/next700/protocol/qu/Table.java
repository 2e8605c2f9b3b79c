package next700.protocol.qu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.process.Timer;
import next700.service.KeyValueStore;
import next700.service.Operations;
import next700.service.Service;
import next700.trial.IdealAuthentication;

/** Servers s0, s1, ... and clients whose messages arrive when a test says so; servers hear one another at once. */
final class Table {
    static final ClientId X = new ClientId(1);
    static final ClientId Y = new ClientId(2);
    static final ClientId Z = new ClientId(3);

    private static final QuTiming TIMING = new QuTiming(20, 5);

    /** A message that is under way. */
    private record Flying(ProcessId from, ProcessId to, Message message) {}

    private final Map<ProcessId, Automaton> processes = new LinkedHashMap<>();
    private final Map<ProcessId, Set<Integer>> reaches = new TreeMap<>();
    private final Map<ProcessId, List<Timer>> timers = new TreeMap<>();
    private final Map<ProcessId, String> results = new TreeMap<>();
    private final Map<ProcessId, Integer> draws = new TreeMap<>();
    private final Set<ProcessId> drawing = new TreeSet<>();
    private final QuGroup group;
    private final List<Flying> flying = new ArrayList<>();
    private int bound;
    private int requests;

    Table(QuGroup group, String initially) {
        this.group = group;
        Service service = new KeyValueStore().execute(set(initially)).after();
        for (ReplicaId server : group.replicas()) {
            processes.put(
                    server,
                    new QuServer(server, group, TIMING, new IdealAuthentication(server), service, Stored.NOTHING));
        }
        for (ClientId client : List.of(X, Y, Z)) {
            processes.put(client, new QuClient(client, group, TIMING));
        }
    }

    static Bytes set(String value) {
        return Operations.of("put", "[\"k\", \"%s\"]".formatted(value));
    }

    /** Which servers a client reaches from now on. */
    Table reaching(ClientId client, Integer... servers) {
        reaches.put(client, Set.of(servers));
        return this;
    }

    void get(ClientId client) {
        call(client, true, Operations.of("get", "[\"k\", null]"));
    }

    void set(ClientId client, String value) {
        call(client, false, set(value));
    }

    private void call(ClientId client, boolean query, Bytes operation) {
        results.remove(client);
        hand(client, new Input.Called(new QuCall(0, query, operation)));
    }

    private void hand(ProcessId process, Input input) {
        for (Effect effect : processes.get(process).on(input)) {
            switch (effect) {
                case Effect.Send send -> {
                    flying.add(new Flying(process, send.to(), send.message()));
                    requests += process instanceof ClientId ? 1 : 0;
                }
                case Effect.SetTimer set -> {
                    timers.computeIfAbsent(process, any -> new ArrayList<>()).remove(set.timer());
                    timers.get(process).add(set.timer());
                }
                case Effect.CancelTimer cancel ->
                    timers.computeIfAbsent(process, any -> new ArrayList<>()).remove(cancel.timer());
                case Effect.Tell tell ->
                    results.put(
                            process,
                            Operations.parse(((QuCall.Answered) tell.notice())
                                            .answer()
                                            .toUtf8())
                                    .get("value")
                                    .get(1)
                                    .textValue());
                case Effect.Draw draw -> {
                    bound = draw.bound();
                    draws.merge(process, 1, Integer::sum);
                    drawing.add(process);
                }
                default -> {}
            }
        }
    }

    private boolean passes(Flying message) {
        return !(message.from() instanceof ClientId client)
                || !reaches.containsKey(client)
                || reaches.get(client).contains(((ReplicaId) message.to()).number() - 1);
    }

    /** A client's requests arrive at those servers that it reaches, and servers talk; nobody answers the client yet. */
    void arrive(ClientId client, Integer... servers) {
        Set<Integer> to = Set.of(servers);
        deliver(message -> message.from().equals(client)
                && passes(message)
                && (to.isEmpty() || to.contains(((ReplicaId) message.to()).number() - 1)));
        deliver(message -> message.from() instanceof ReplicaId && message.to() instanceof ReplicaId);
    }

    /** The answers arrive that servers have for a client. */
    void answer(ClientId client) {
        deliver(message -> message.to().equals(client));
    }

    /** All of a client's messages come and go until nothing is left, and what it asks servers for that it does not reach is lost. */
    void run(ClientId client) {
        for (int i = 0; i < 20; i++) {
            arrive(client);
            flying.removeIf(message -> message.from().equals(client) && !passes(message));
            answer(client);
        }
    }

    private void deliver(Predicate<Flying> which) {
        Optional<Flying> next = flying.stream().filter(which).findFirst();
        while (next.isPresent()) {
            flying.remove(next.get());
            hand(
                    next.get().to(),
                    new Input.Received(next.get().from(), next.get().message()));
            next = flying.stream().filter(which).findFirst();
        }
    }

    /** The client has waited for long enough. */
    void expire(ClientId client) {
        hand(client, new Input.Expired(timers.get(client).removeLast()));
    }

    /** The client draws a number, and waits accordingly. */
    void draws(ClientId client, int number) {
        drawing.remove(client);
        hand(client, new Input.Drawn(Math.min(number, bound - 1)));
    }

    /** The client crashes: what it has under way at others is lost. */
    void crash(ClientId client) {
        flying.removeIf(message -> message.from().equals(client));
    }

    /** Whether the client has drawn no number since it was last asked to. */
    boolean isBackingOff(ClientId client) {
        return drawing.contains(client);
    }

    /** What a client's request that is under way asks servers to do. */
    Classification.Kind kind(ClientId client) {
        return flying.stream()
                .filter(message -> message.from().equals(client))
                .map(message -> new Classification(((QuMessage.Request) message.message()).ohs(), group).kind())
                .findFirst()
                .orElseThrow();
    }

    boolean backsOff(ClientId client) {
        return draws.getOrDefault(client, 0) > 0;
    }

    int backOffs(ClientId client) {
        return draws.getOrDefault(client, 0);
    }

    int requests() {
        return requests;
    }

    Optional<String> result(ClientId client) {
        return Optional.ofNullable(results.get(client));
    }

    /** The candidates of a server, the latest first, as the source document prints them. */
    String row(int server) {
        return ((QuServer) processes.get(new ReplicaId(server + 1)))
                .history(0).reversed().stream().map(Candidate::toString).collect(Collectors.joining(" "));
    }
}
