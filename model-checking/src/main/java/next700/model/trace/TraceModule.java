package next700.model.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.Group;
import next700.protocol.History;
import next700.protocol.ProcessId;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.StepRecord;

/**
 * Writes the TLA+ module {@code Trace} that {@code QuorumTrace} reads: recorded runs with the same faults, their
 * requests and abort histories numbered.
 */
final class TraceModule {
    private final List<Trace> traces;
    private final Map<Request, Integer> requests = new LinkedHashMap<>();
    private final Map<Digest, Integer> histories = new LinkedHashMap<>();
    private final List<History> historyTable = new ArrayList<>();
    private final Map<Digest, History> known = new HashMap<>();

    private TraceModule(List<Trace> traces) {
        this.traces = traces;
    }

    /**
     * The module for runs of equal f and Byzantine processes.
     *
     * @param tell for each run the instance whose state TLC is to print after the last step; 0 for none
     */
    static String of(List<Trace> traces, List<Long> tell) {
        return new TraceModule(traces).render(tell);
    }

    private String render(List<Long> tell) {
        Trace any = traces.get(0);
        Group group = new Group(any.f());
        Set<ProcessId> clients = new TreeSet<>();
        long instances = 1;
        for (Trace trace : traces) {
            for (StepRecord step : trace.steps()) {
                learn(step);
                instances = Math.max(instances, step.instance().number());
                if (step.process() instanceof ClientId) {
                    clients.add(step.process());
                }
            }
        }
        requests.keySet().forEach(request -> clients.add(request.client()));
        String runs = traces.stream().map(this::run).collect(Collectors.joining(",\n"));
        Set<ProcessId> liars = any.byzantine();
        Collection<ProcessId> lyingClients =
                liars.stream().filter(ClientId.class::isInstance).toList();
        clients.addAll(lyingClients);
        return """
                ---- MODULE Trace ----
                EXTENDS Integers, Sequences
                TraceF == %d
                TraceReplica == %s
                TraceByzantine == %s
                TraceClient == %s
                TraceByzantineClient == %s
                TraceInstances == %d
                TraceTell == <<%s>>
                TraceRequests == <<%s>>
                TraceHistories == <<%s>>
                E(s, b, i, r, n, h, l, z) ==
                  [step |-> s, by |-> b, instance |-> i, request |-> r, init |-> n, history |-> h, length |-> l, last |-> z]
                TraceRuns == <<
                %s
                >>
                ====
                """.formatted(
                        group.f(),
                        set(group.replicas()),
                        set(liars.stream().filter(ReplicaId.class::isInstance).toList()),
                        set(clients),
                        set(lyingClients),
                        instances,
                        tell.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        requests.keySet().stream()
                                .map(request -> "[client |-> \"%s\", time |-> %d]"
                                        .formatted(request.client(), request.timestamp()))
                                .collect(Collectors.joining(",\n  ")),
                        historyTable.stream().map(this::sequence).collect(Collectors.joining(",\n  ")),
                        runs);
    }

    /** Requests and histories that a client's commit digest may be about. */
    private void learn(StepRecord step) {
        step.request().ifPresent(this::number);
        step.history().ifPresent(history -> known.put(history.digest(), history));
        step.init().ifPresent(init -> known.put(init.digest(), init));
    }

    private String run(Trace trace) {
        return "<<" + trace.steps().stream().map(this::event).collect(Collectors.joining(",\n  ")) + ">>";
    }

    private String event(StepRecord step) {
        boolean aborts = step.step().equals("P3");
        int length = 0;
        int last = 0;
        if (step.committed().isPresent()) {
            History committed = known.get(step.committed().get());
            // A history that no replica had is none that the specification could commit.
            length = committed == null ? -1 : committed.length();
            last = committed == null ? 0 : last(committed);
        } else if (step.history().isPresent()) {
            length = step.history().get().length();
            last = last(step.history().get());
        }
        return "E(\"%s\", \"%s\", %d, %d, %d, %d, %d, %d)"
                .formatted(
                        step.step(),
                        step.process(),
                        step.instance().number(),
                        step.request().map(this::number).orElse(0),
                        step.init().map(this::number).orElse(0),
                        aborts ? number(step.history().orElseThrow()) : 0,
                        length,
                        last);
    }

    private int last(History history) {
        return history.length() == 0 ? 0 : number(history.last());
    }

    private int number(Request request) {
        return requests.computeIfAbsent(request, fresh -> requests.size() + 1);
    }

    private int number(History history) {
        Integer number = histories.get(history.digest());
        if (number == null) {
            historyTable.add(history);
            history.requests().forEach(this::number);
            number = historyTable.size();
            histories.put(history.digest(), number);
        }
        return number;
    }

    private String sequence(History history) {
        return history.requests().stream()
                .map(request -> Integer.toString(number(request)))
                .collect(Collectors.joining(", ", "<<", ">>"));
    }

    private static String set(Collection<? extends ProcessId> processes) {
        return processes.stream().map(process -> "\"" + process + "\"").collect(Collectors.joining(", ", "{", "}"));
    }
}
