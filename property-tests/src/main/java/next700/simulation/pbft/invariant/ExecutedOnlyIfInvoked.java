package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.1 and 4.2: a request in the name of a correct client is executed only if that client asked for it. The
 * specification leaves clients out.
 */
final class ExecutedOnlyIfInvoked implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.ExecutedOnlyIfInvoked";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (StepRecord step : moment.steps("PBFT.Reply")) {
            Request request = step.request().orElseThrow();
            if (facts.setup().correctClients().contains(request.client()) && !facts.wasInvoked(request)) {
                return Optional.of("%s executes %s. Its client is correct and never asked for that."
                        .formatted(step.process(), request));
            }
        }
        return Optional.empty();
    }
}
