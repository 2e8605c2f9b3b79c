package next700.simulation.invariant;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effect;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Step P3 (thesis B.5): what a correct client takes to the next instance is a valid init history of it, and the one
 * that its ABORTs yield. Otherwise the next instance never answers, or another history takes the place of this one.
 * TLA+: {@code AbortHistoriesAreProven}.
 */
final class AbortHistoriesAreProven implements Invariant {
    @Override
    public String id() {
        return "P3.Proof";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        Optional<StepRecord> invoked = event.steps(StepRecord.class).stream()
                .filter(step -> step.kind() == StepKind.INVOKES)
                .findFirst();
        if (invoked.isEmpty()) {
            return Optional.empty();
        }
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send
                    && send.message() instanceof InitCarrier carrier
                    && carrier.init().isPresent()
                    && event.process() instanceof ClientId client) {
                InitProof proof = carrier.init().get();
                String flaw = Proofs.flaw(proof, carrier.instance(), before).orElse("");
                History derived = flaw.isEmpty() ? Proofs.extract(proof, before) : History.EMPTY;
                Optional<History> aborted = before.lastAbort(client).map(Facts.Aborted::history);
                if (flaw.isEmpty() && !aborted.equals(Optional.of(derived))) {
                    flaw = "the client aborted with "
                            + aborted.map(History::toString).orElse("nothing") + ", but from the ABORTs follows "
                            + derived;
                }
                if (!flaw.isEmpty()) {
                    return violated(
                            event,
                            "Correct client %s invokes %s on instance %s with an init history. Its proof does not hold: %s."
                                    .formatted(
                                            client, invoked.get().request().orElseThrow(), carrier.instance(), flaw));
                }
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
