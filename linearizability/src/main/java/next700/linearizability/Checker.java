package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import next700.history.History;
import next700.history.Operation;
import next700.linearizability.Verdict.Progress;

/**
 * One check of a history: falls into parts, asks the monitor of the object about each, lets {@link WingGongLowe} search
 * where that has no answer, and puts the answers together.
 *
 * <p>What a monitor says is not taken on trust. Its linearizations are replayed, its contradictions are searched, and
 * where either fails the part is searched as if there were no monitor. Before the search, {@link Reachability} looks for an
 * operation that is wrong by itself.
 */
final class Checker<S> {
    private final Specification<S> specification;
    private final Optional<Monitor> monitor;
    private final long memoryBytes;
    private final Deadline deadline;

    /** A checker without a monitor searches everything. */
    Checker(Specification<S> specification, Optional<Monitor> monitor, long memoryBytes, Deadline deadline) {
        this.specification = specification;
        this.monitor = monitor;
        this.memoryBytes = memoryBytes;
        this.deadline = deadline;
    }

    Verdict check(History history, boolean partitioned) {
        try {
            return check(Problem.of(specification, history, partitioned, deadline));
        } catch (Deadline.PassedException e) {
            return new Verdict.Unknown(Verdict.Reason.DEADLINE, new Progress(1, 0, history.size(), 0));
        } catch (OutOfMemoryError e) {
            // The history left no room for what is in proportion to it. On the way here all of that was freed.
            return new Verdict.Unknown(Verdict.Reason.MEMORY, new Progress(1, 0, history.size(), 0));
        }
    }

    private Verdict check(List<Problem<S>> problems) {
        Order[] orders = new Order[problems.size()];
        List<Integer> undecided = new ArrayList<>();
        List<Monitor.Finding> findings = problems.size() == 1
                ? List.of(decide(problems.getFirst()))
                : IntStream.range(0, problems.size())
                        .parallel()
                        .mapToObj(problems::get)
                        .map(this::decide)
                        .toList();
        for (int i = 0; i < orders.length; i++) {
            switch (findings.get(i)) {
                case Monitor.Linearized linearized -> orders[i] = linearized.order();
                case Monitor.Beyond beyond -> undecided.add(i);
                case Monitor.Contradiction contradiction -> {
                    Optional<Violation> violation = accuse(problems.get(i), contradiction);
                    if (violation.isPresent()) {
                        return new Verdict.Violated(violation.get());
                    }
                    undecided.add(i);
                }
            }
        }
        return search(problems, undecided, orders);
    }

    private Optional<Violation> accuse(Problem<S> problem, Monitor.Contradiction contradiction) {
        try {
            return Accusation.of(problem, monitor.orElseThrow(), contradiction, memoryBytes, deadline);
        } catch (Deadline.PassedException e) {
            return Optional.empty();
        }
    }

    private Verdict search(List<Problem<S>> problems, List<Integer> undecided, Order[] orders) {
        List<Problem<S>> searched = undecided.stream().map(problems::get).toList();
        try {
            return search(problems, searched, undecided, orders);
        } catch (Deadline.PassedException e) {
            return new Verdict.Unknown(
                    Verdict.Reason.DEADLINE,
                    new Progress(
                            problems.size(),
                            problems.size() - searched.size(),
                            searched.stream().mapToInt(Problem::requiredItems).sum(),
                            0));
        }
    }

    private Verdict search(
            List<Problem<S>> problems, List<Problem<S>> searched, List<Integer> undecided, Order[] orders) {
        for (Problem<S> problem : searched) {
            OptionalInt impossible = Reachability.impossible(problem, deadline);
            if (impossible.isPresent()) {
                return new Verdict.Violated(
                        Accusation.ofImpossible(problem, impossible.getAsInt(), memoryBytes, deadline));
            }
        }
        return switch (new WingGongLowe<S>(memoryBytes, deadline).search(searched)) {
            case WingGongLowe.Undecided none ->
                new Verdict.Unknown(
                        none.reason(),
                        new Progress(
                                problems.size(),
                                problems.size() - searched.size() + none.decided(),
                                none.required(),
                                none.placed()));
            case WingGongLowe.Impossible impossible ->
                new Verdict.Violated(
                        Accusation.of(searched.get(impossible.problem()), impossible.end(), memoryBytes, deadline));
            case WingGongLowe.Linearized linearized -> {
                for (int i = 0; i < undecided.size(); i++) {
                    orders[undecided.get(i)] = linearized.orders().get(i);
                }
                yield new Verdict.Holds(certificate(problems, orders));
            }
        };
    }

    private Monitor.Finding decide(Problem<S> problem) {
        // Of many small problems none needs to find out by itself that there is no more time.
        if (monitor.isEmpty() || deadline.isPassed()) {
            return Monitor.BEYOND;
        }
        try {
            Monitor.Finding finding = monitor.get().decide(problem, deadline);
            boolean refuted = finding instanceof Monitor.Linearized linearized
                    && !problem.isLinearizedBy(linearized.order(), deadline);
            return refuted ? Monitor.BEYOND : finding;
        } catch (Deadline.PassedException e) {
            return Monitor.BEYOND;
        }
    }

    /**
     * The linearizations of the parts as one of the whole. Each operation takes effect as early as its own invocation
     * and the operations before it in its part allow, which is at the invocation of one of these; so the points in time
     * of different parts differ, and ordering by them respects real time.
     */
    private Certificate certificate(List<Problem<S>> problems, Order[] orders) {
        int items = Arrays.stream(orders).mapToInt(Order::length).sum();
        Schedule schedule = new Schedule(items);
        List<Operation> operations = new ArrayList<>(items);
        for (int i = 0; i < orders.length; i++) {
            int point = -1;
            for (int place = 0; place < orders[i].length(); place++) {
                deadline.look(place);
                Problem.Item<S> item = problems.get(i).item(orders[i].at(place));
                point = Math.max(point, item.invocation());
                schedule.add(point, 0, operations.size());
                operations.add(item.operation());
            }
        }
        if (orders.length == 1) {
            return new Certificate(operations);
        }
        deadline.look(0);
        Order whole = schedule.order();
        List<Operation> order = new ArrayList<>(items);
        for (int place = 0; place < items; place++) {
            deadline.look(place);
            order.add(operations.get(whole.at(place)));
        }
        return new Certificate(order);
    }
}
