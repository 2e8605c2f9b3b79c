package next700.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.abstraction.AbstractProperties;
import next700.abstraction.AbstractProperty;
import next700.abstraction.AbstractRun;
import next700.abstraction.PropertyResult;
import next700.process.ProcessId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.trial.Event;
import next700.trial.Violation;

/** Says what happened in a run in the words of Abstract's interface, and has the properties of Abstract checked. */
public final class AbstractBridge {
    private AbstractBridge() {}

    static List<Violation> violations(Arena arena, Setup setup, Facts facts, List<Event> events) {
        Set<Request> invoked = new HashSet<>(facts.requests());
        AbstractTranslation translation =
                new AbstractTranslation(arena.composition(), facts::known, request -> name(request, invoked));
        AbstractRun.Builder run = AbstractRun.builder();
        for (ProcessId process : setup.byzantine()) {
            run.byzantine(process.toString());
        }
        for (Event event : events) {
            for (StepRecord step : event.steps(StepRecord.class)) {
                translation.translate(step, event.time()).ifPresent(run::add);
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

    /** Client and timestamp, where these name one request; Byzantine processes make others of the same name. */
    private static String name(Request request, Set<Request> invoked) {
        return invoked.contains(request)
                ? request.toString()
                : request + "/" + request.digest().abbreviated();
    }
}
