package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.1: timestamps "ensure exactly-once semantics for the execution of client requests". A request may be
 * ordered again; it is executed once. The specification leaves clients out.
 */
final class ExecutedOnce implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.ExecutedOnce";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (StepRecord step : moment.steps("PBFT.Reply")) {
            Request request = step.request().orElseThrow();
            if (facts.timesExecuted(request) > 1) {
                return Optional.of("%s executes %s, which then stands twice in the order: %s."
                        .formatted(step.process(), request, facts.agreed()));
            }
        }
        return Optional.empty();
    }
}
