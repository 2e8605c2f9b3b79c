package next700.model.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.pbft.Batch;

/** Turns step records into a {@link Recording}. */
final class RecordingBuilder {
    private final Map<Request, Integer> requests = new LinkedHashMap<>();
    private final Map<Digest, Integer> histories = new LinkedHashMap<>();
    private final Map<Digest, Integer> batches = new LinkedHashMap<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> lasts = new ArrayList<>();
    private final List<List<Recording.Event>> traces = new ArrayList<>();

    RecordingBuilder() {
        histories.put(History.EMPTY.digest(), 0);
        batches.put(Batch.NULL_DIGEST, 1);
    }

    /** Adds a run. Its histories come first: a commit is known by its digest only. */
    void add(Trace trace) {
        trace.steps().forEach(step -> {
            step.init().ifPresent(this::number);
            step.history().ifPresent(this::number);
            step.request().ifPresent(this::number);
        });
        traces.add(trace.steps().stream().map(this::event).toList());
    }

    private Recording.Event event(StepRecord step) {
        int history = step.committed().isPresent()
                ? histories.getOrDefault(step.committed().get(), Recording.NONE)
                : numberOf(step.history());
        return new Recording.Event(
                step.step(),
                numberOf(step.process()),
                Math.toIntExact(step.instance().number()),
                step.request().map(this::number).orElse(Recording.NONE),
                numberOf(step.init()),
                history,
                step.placement().map(this::placed).orElse(Recording.Placed.NOTHING));
    }

    /** The specifications know replicas and clients by their numbers. */
    static int numberOf(ProcessId process) {
        return switch (process) {
            case ReplicaId replica -> replica.number();
            case ClientId client -> client.number();
            default -> throw new IllegalArgumentException(process + " is neither a replica nor a client");
        };
    }

    private Recording.Placed placed(Placement placement) {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> placed = new ArrayList<>();
        placement.batches().forEach((number, batch) -> {
            numbers.add(Math.toIntExact(number));
            placed.add(batches.computeIfAbsent(batch, b -> batches.size() + 1));
        });
        return new Recording.Placed(
                Math.toIntExact(placement.view()), Math.toIntExact(placement.base()), numbers, placed);
    }

    private int numberOf(Optional<History> history) {
        return history.map(this::number).orElse(Recording.NONE);
    }

    private int number(Request request) {
        return requests.computeIfAbsent(request, r -> requests.size() + 1);
    }

    /** Numbers a history after its prefixes, without recursion: histories are long. */
    private int number(History history) {
        List<History> unknown = new ArrayList<>();
        History known = history;
        while (!histories.containsKey(known.digest())) {
            unknown.add(known);
            known = known.parent();
        }
        int number = histories.get(known.digest());
        for (History next : unknown.reversed()) {
            parents.add(number);
            lasts.add(number(next.last()));
            number = parents.size();
            histories.put(next.digest(), number);
        }
        return number;
    }

    Recording build() {
        Map<ClientId, TreeSet<Long>> timestamps = new TreeMap<>();
        requests.keySet()
                .forEach(request -> timestamps
                        .computeIfAbsent(request.client(), c -> new TreeSet<>())
                        .add(request.timestamp()));
        Map<ClientId, Map<Long, Integer>> ranks = new TreeMap<>();
        timestamps.forEach((client, times) -> {
            Map<Long, Integer> rank = new TreeMap<>();
            times.forEach(time -> rank.put(time, rank.size() + 1));
            ranks.put(client, rank);
        });
        List<Integer> clients = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        requests.keySet().forEach(request -> {
            clients.add(request.client().number());
            times.add(ranks.get(request.client()).get(request.timestamp()));
        });
        return new Recording(clients, times, parents, lasts, traces);
    }

    /** Every request, in the order of its number. */
    List<Request> requests() {
        return List.copyOf(requests.keySet());
    }

    /** Every batch, in the order of its number. */
    List<Digest> batches() {
        return List.copyOf(batches.keySet());
    }
}
