package next700.costs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.qu.QuCall;
import next700.protocol.qu.QuClient;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuServer;
import next700.protocol.qu.QuTiming;
import next700.service.Counter;
import next700.service.Operations;
import next700.trial.IdealAuthentication;

/** What an update costs in Query/Update where nothing fails, and the client knows what the servers know. */
final class QuCost {
    private record Flying(ProcessId from, ProcessId to, Message message) {}

    private static final ClientId CLIENT = new ClientId(1);
    private static final QuTiming TIMING = QuTiming.within(1);

    private final Map<ProcessId, Automaton> processes = new TreeMap<>();
    private final Map<ReplicaId, Meter> meters = new TreeMap<>();
    private List<Flying> flying = new ArrayList<>();
    private boolean isTold;

    private QuCost(QuGroup group) {
        for (ReplicaId server : group.replicas()) {
            Meter meter = new Meter(new IdealAuthentication(server));
            meters.put(server, meter);
            processes.put(server, new QuServer(server, group, TIMING, meter, new Counter(), Stored.NOTHING));
        }
        processes.put(CLIENT, new QuClient(CLIENT, group, TIMING));
    }

    /** Of an update after others: histories then have their usual length. */
    static Cost of(int f) {
        QuCost run = new QuCost(QuGroup.of(f));
        run.update();
        run.update();
        Map<ReplicaId, Map<String, Integer>> before = new TreeMap<>();
        run.meters.forEach((server, meter) -> before.put(server, Map.copyOf(meter.macs())));
        int rounds = run.update();
        SortedMap<ReplicaId, Map<String, Integer>> added = new TreeMap<>();
        run.meters.forEach((server, meter) -> added.put(server, meter.macsBeyond(before.get(server))));
        int signatures =
                run.meters.values().stream().mapToInt(Meter::signatures).sum();
        return Cost.of(rounds, 1, added, signatures);
    }

    /** In how many rounds, in each of which all arrives that was sent in the one before. */
    private int update() {
        isTold = false;
        hand(CLIENT, new Input.Called(new QuCall(0, false, Operations.of("add", "1"))));
        int rounds = 0;
        while (!isTold) {
            rounds++;
            List<Flying> arriving = flying;
            flying = new ArrayList<>();
            arriving.forEach(message -> {
                if (meters.containsKey(message.to())) {
                    meters.get(message.to())
                            .busyWith(message.message().getClass().getSimpleName());
                }
                hand(message.to(), new Input.Received(message.from(), message.message()));
            });
        }
        return rounds;
    }

    private void hand(ProcessId process, Input input) {
        for (Effect effect : processes.get(process).on(input)) {
            if (effect instanceof Effect.Send send) {
                flying.add(new Flying(process, send.to(), send.message()));
            } else if (effect instanceof Effect.Tell) {
                isTold = true;
            }
        }
    }
}
