package next700.simulation.invariant;

import java.util.Optional;
import next700.process.Effect;
import next700.protocol.abstraction.History;
import next700.protocol.panicking.Abort;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Step P2 (thesis B.5, 3.4.2): a correct replica sends one and the same ABORT in an instance, with its local history at
 * the time it stopped. TLA+: {@code AbortsTellWhatWasExecuted}.
 */
final class AbortsTellWhatWasExecuted implements Invariant {
    @Override
    public String id() {
        return "P2.Abort";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send && send.message() instanceof Abort abort) {
                Optional<Abort> first = before.abortOf(event.process(), abort.instance());
                History local =
                        Steps.localAfter(event, abort.instance(), before).orElse(History.EMPTY);
                if (first.isPresent() && !first.get().equals(abort)) {
                    return violated(
                            event,
                            "Correct replica %s sends ABORT with %s in instance %s. Before, it had sent ABORT with %s there."
                                    .formatted(
                                            event.process(),
                                            abort.history(),
                                            abort.instance(),
                                            first.get().history()));
                }
                if (!abort.history().equals(local)) {
                    return violated(
                            event,
                            "Correct replica %s sends ABORT with %s in instance %s. What it executed there is %s."
                                    .formatted(event.process(), abort.history(), abort.instance(), local));
                }
            }
        }
        return Optional.empty();
    }
}
