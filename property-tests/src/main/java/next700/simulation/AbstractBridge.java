package next700.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.abstraction.AbstractEvent;
import next700.abstraction.AbstractProperties;
import next700.abstraction.AbstractProperty;
import next700.abstraction.AbstractRun;
import next700.abstraction.HistoryReference;
import next700.abstraction.HistoryTree;
import next700.abstraction.PropertyResult;
import next700.abstraction.RequestHistory;
import next700.abstraction.UndeclaredHistory;
import next700.protocol.Digest;
import next700.protocol.History;
import next700.protocol.ProcessId;
import next700.protocol.Request;
import next700.protocol.StepRecord;

/** Says what happened in a run in the words of Abstract's interface, and has the properties of Abstract checked. */
public final class AbstractBridge {
    private final Arena arena;
    private final Facts facts;
    private final HistoryTree tree = new HistoryTree();
    private final Map<Digest, RequestHistory> histories = new HashMap<>();
    private final Set<Request> invoked;

    private AbstractBridge(Arena arena, Facts facts) {
        this.arena = arena;
        this.facts = facts;
        this.invoked = new HashSet<>(facts.requests());
        histories.put(History.EMPTY.digest(), tree.empty());
    }

    static List<Violation> violations(Arena arena, Setup setup, Facts facts, List<Event> events) {
        AbstractBridge bridge = new AbstractBridge(arena, facts);
        AbstractRun.Builder run = AbstractRun.builder();
        for (ProcessId process : setup.byzantine()) {
            run.byzantine(process.toString());
        }
        for (Event event : events) {
            for (StepRecord step : event.steps()) {
                bridge.translate(step, event.time()).ifPresent(run::add);
            }
        }
        AbstractRun recorded = run.build();
        List<Violation> violations = new ArrayList<>();
        int last = events.isEmpty() ? 0 : events.size() - 1;
        for (AbstractProperty property : AbstractProperties.all()) {
            if (property.check(recorded) instanceof PropertyResult.Violated violated) {
                violations.add(new Violation(
                        violated.identifier(), violated.findings().get(0).explanation(), last));
            }
        }
        return violations;
    }

    private Optional<AbstractEvent> translate(StepRecord step, long time) {
        int instance = (int) step.instance().number();
        String process = step.process().toString();
        return switch (step.step()) {
            case "Q1" ->
                Optional.of(new AbstractEvent.Invoke(
                        instance,
                        process,
                        name(step.request().orElseThrow()),
                        step.init().map(this::history),
                        time));
            case "Q2", "P2" ->
                step.init().map(adopted -> new AbstractEvent.Init(instance, process, history(adopted), time));
            case "Q3" ->
                Optional.of(new AbstractEvent.Commit(
                        instance,
                        process,
                        name(step.request().orElseThrow()),
                        committed(step.committed().orElseThrow()),
                        Optional.empty(),
                        time));
            case "P3" ->
                Optional.of(new AbstractEvent.Abort(
                        instance,
                        process,
                        name(step.request().orElseThrow()),
                        history(step.history().orElseThrow()),
                        (int) arena.composition().next(step.instance()).number(),
                        time));
            default -> Optional.empty();
        };
    }

    private HistoryReference committed(Digest digest) {
        Optional<History> known = facts.known(digest);
        return known.isPresent() ? history(known.get()) : new UndeclaredHistory(digest.abbreviated());
    }

    private RequestHistory history(History history) {
        RequestHistory translated = histories.get(history.digest());
        if (translated == null) {
            translated = tree.append(history(history.parent()), name(history.last()));
            histories.put(history.digest(), translated);
        }
        return translated;
    }

    /** Client and timestamp, where these name one request; Byzantine processes make others of the same name. */
    private String name(Request request) {
        return invoked.contains(request)
                ? request.toString()
                : request + "/" + request.digest().abbreviated();
    }
}
