package next700.evidence.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Moment;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Specification;
import next700.linearizability.Violation;
import next700.report.Excerpt;
import next700.report.HistoryView;
import next700.report.HistoryView.Bar;
import next700.report.HistoryView.Kind;
import next700.report.HistoryView.Mark;

/** A history as a picture to move through; of a violation, with the operations that contradict each other in its middle. */
public record HistoryPicture(History history, Optional<Specification<?>> specification, List<Mark> marks) {
    /** How to read it. */
    public static final String CAPTION = "The history: a bar from invocation to response; green succeeded, grey failed,"
            + " amber was never answered, red contradict each other. The line goes through a legal order that comes as far"
            + " as any.";

    /** What a page can carry of each operation, whatever it was called with. */
    private static final int TEXT_SHOWN = 120;

    private static final int STATE_SHOWN = 200;
    /** The states that matter are those just before there is no way on. */
    private static final int STATES = 300;

    /** A history in which nothing is accused. */
    public String draw() {
        return draw(List.of(), List.of(), -1);
    }

    /** A history that is violated. */
    public String draw(Violation violation) {
        return draw(
                violation.core().operations(),
                violation.order(),
                violation.blocked().index());
    }

    private String draw(List<Operation> accused, List<Operation> order, int focus) {
        Set<Integer> guilty = new HashSet<>();
        accused.forEach(operation -> guilty.add(operation.index()));
        List<Bar> bars = new ArrayList<>(history.size());
        for (Operation operation : history.operations()) {
            bars.add(bar(operation, operation.index() == focus || guilty.contains(operation.index())));
        }
        Map<Integer, String> states =
                specification.map(known -> states(known, order)).orElse(Map.of());
        return new HistoryView(bars, marks, order.stream().map(Operation::index).toList(), states, focus).toHtml();
    }

    private Bar bar(Operation operation, boolean accused) {
        Optional<Moment> completed = operation.completion().moment();
        return new Bar(
                operation.process(),
                key(operation).map(HistoryPicture::name).orElse(""),
                operation.invoked().position(),
                completed.map(Moment::position).orElse(-1),
                operation.invoked().time(),
                completed.map(Moment::time).orElse(0L),
                operation.invoked().line(),
                kind(operation),
                accused,
                Excerpt.of(operation.describeCall(), TEXT_SHOWN));
    }

    private Optional<Value> key(Operation operation) {
        return specification.flatMap(known -> known.interpret(operation).key());
    }

    private static String name(Value key) {
        return Excerpt.of(key instanceof Value.Text text ? text.value() : key.toString(), TEXT_SHOWN);
    }

    private static <S> Map<Integer, String> states(Specification<S> specification, List<Operation> order) {
        Map<Integer, String> states = new HashMap<>();
        S state = specification.initial();
        int place = 0;
        for (Operation operation : order) {
            state = specification.interpret(operation).transition().apply(state);
            if (++place > order.size() - STATES) {
                states.put(operation.index(), Excerpt.of(String.valueOf(state), STATE_SHOWN));
            }
        }
        return states;
    }

    private static Kind kind(Operation operation) {
        return switch (operation.completion()) {
            case Completion.Ok ok -> Kind.OK;
            case Completion.Failed failed -> Kind.FAILED;
            case Completion.Unknown unknown -> Kind.UNANSWERED;
        };
    }
}
