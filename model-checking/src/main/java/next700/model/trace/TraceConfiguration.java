package next700.model.trace;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Request;

/** The cfg of a {@link TraceModule} for runs with the same faults: who takes part, and in what. */
final class TraceConfiguration {
    private TraceConfiguration() {}

    /** Of a specification of Abstract instances. */
    static String ofInstances(TraceModule module, List<Trace> traces, List<Request> requests) {
        Trace any = traces.get(0);
        Set<Integer> clients = new TreeSet<>(numbers(any.byzantine(), ClientId.class));
        requests.forEach(request -> clients.add(request.client().number()));
        long instances = 1;
        for (Trace trace : traces) {
            for (var step : trace.steps()) {
                clients.addAll(numbers(List.of(step.process()), ClientId.class));
                instances = Math.max(instances, step.instance().number());
            }
        }
        return """
            CONSTANTS
              F = %d
              Replica = %s
              Byzantine = %s
              Client = %s
              ByzantineClient = %s
              Request = {}
              Histories = {}
              None = None
            %s\
              ClientOf <- TraceClientOf
              TimeOf <- TraceTimeOf
            SPECIFICATION TraceSpec
            INVARIANT TraceInvariant
            VIEW %s
            CHECK_DEADLOCK FALSE
            """.formatted(
                        any.f(),
                        set(IntStream.rangeClosed(1, 3 * any.f() + 1).boxed().toList()),
                        set(numbers(any.byzantine(), ReplicaId.class)),
                        set(clients),
                        set(numbers(any.byzantine(), ClientId.class)),
                        module.constants(instances),
                        module.view());
    }

    /** Of a specification of a total order, whose replicas are numbered from 0. */
    static String ofOrder(TraceModule module, List<Trace> traces) {
        long view = 0;
        long number = 1;
        for (Trace trace : traces) {
            for (var step : trace.steps()) {
                Placement placement = step.placement().orElseThrow();
                view = Math.max(view, placement.view());
                number = Math.max(
                        number,
                        placement.batches().isEmpty()
                                ? placement.base()
                                : placement.batches().lastKey());
            }
        }
        Trace any = traces.get(0);
        return """
            CONSTANTS
              F = %d
              Byzantine = %s
              Views = %d
              Numbers = %d
              Request = {}
              Free = 0
            SPECIFICATION TraceSpec
            INVARIANT TraceInvariant
            VIEW %s
            CHECK_DEADLOCK FALSE
            """.formatted(
                        any.f(),
                        set(numbers(any.byzantine(), ReplicaId.class).stream()
                                .map(replica -> replica - 1)
                                .toList()),
                        view + 1,
                        number,
                        module.view());
    }

    private static List<Integer> numbers(Collection<ProcessId> processes, Class<? extends ProcessId> kind) {
        return processes.stream()
                .filter(kind::isInstance)
                .map(RecordingBuilder::numberOf)
                .toList();
    }

    private static String set(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }
}
