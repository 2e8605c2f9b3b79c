package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis B.6: a correct replica adopts an init history only with a proof of it: ABORTs that 2f + 1 different replicas
 * signed, which all switch to this instance, and from which that history follows. TLA+: {@code AdoptsOnlyValidInit}.
 */
final class AdoptsOnlyValidInitHistories implements Invariant {
    @Override
    public String id() {
        return "B.6.ValidInit";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (!Steps.isReplicaStep(step) || step.init().isEmpty()) {
                continue;
            }
            String flaw = flaw(step, event, before);
            if (!flaw.isEmpty()) {
                return violated(
                        event,
                        "Correct replica %s adopts %s as the beginning of instance %s. Its proof does not hold: %s."
                                .formatted(step.process(), step.init().get(), step.instance(), flaw));
            }
        }
        return Optional.empty();
    }

    /**
     * Usually the proof is in the message. A total order may bring it long before it is executed, and so may a batch that a
     * replica keeps while it fetches the state that the init history begins with.
     */
    private static String flaw(StepRecord step, Event event, Facts before) {
        boolean known = before.proofs(step.instance()).stream()
                .anyMatch(proof -> flaw(step, proof, before).isEmpty());
        if (known) {
            return "";
        }
        return event.message()
                .flatMap(message -> message instanceof InitCarrier carrier ? carrier.init() : Optional.empty())
                .map(proof -> flaw(step, proof, before))
                .orElse("no proof of it was ever sent");
    }

    private static String flaw(StepRecord step, InitProof proof, Facts before) {
        return Proofs.flaw(proof, step.instance(), before).orElseGet(() -> mismatch(step, proof, before));
    }

    private static String mismatch(StepRecord step, InitProof proof, Facts before) {
        History derived = Proofs.extract(proof, before);
        return step.init().get().equals(derived) ? "" : "from its ABORTs follows " + derived;
    }
}
