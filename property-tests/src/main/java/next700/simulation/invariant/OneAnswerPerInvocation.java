package next700.simulation.invariant;

import java.util.Optional;
import next700.process.ClientId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Appendix A: an instance answers each invocation of a correct client once, with a commit or an abort of the request
 * that was invoked. TLA+: {@code OneAnswer}.
 */
final class OneAnswerPerInvocation implements Invariant {
    @Override
    public String id() {
        return "I.OneAnswer";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        if (!(event.process() instanceof ClientId client)) {
            return Optional.empty();
        }
        Optional<Facts.Outstanding> invoked = before.outstanding(client);
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (step.kind() == StepKind.COMMITS || step.kind() == StepKind.ABORTS) {
                boolean awaited = invoked.filter(
                                outstanding -> outstanding.instance().equals(step.instance())
                                        && step.request().equals(Optional.of(outstanding.request())))
                        .isPresent();
                if (!awaited) {
                    return violated(
                            event,
                            "Correct client %s takes step %s in instance %s. It is not waiting for an answer there."
                                    .formatted(client, step.step(), step.instance()));
                }
                invoked = Optional.empty();
            }
        }
        return Optional.empty();
    }
}
