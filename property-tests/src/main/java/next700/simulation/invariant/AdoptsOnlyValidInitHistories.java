package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.History;
import next700.protocol.InitCarrier;
import next700.protocol.InitProof;
import next700.protocol.StepRecord;
import next700.simulation.Event;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.simulation.Violation;

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
        for (StepRecord step : event.steps()) {
            if (!Steps.isReplicaStep(step) || step.init().isEmpty()) {
                continue;
            }
            Optional<InitProof> proof = event.message()
                    .flatMap(message -> message instanceof InitCarrier carrier ? carrier.init() : Optional.empty());
            String flaw = proof.map(given ->
                            Proofs.flaw(given, step.instance(), before).orElseGet(() -> mismatch(step, given, before)))
                    .orElse("the message has none");
            if (!flaw.isEmpty()) {
                return violated(
                        event,
                        "Correct replica %s adopts %s as the beginning of instance %s. Its proof does not hold: %s."
                                .formatted(step.process(), step.init().get(), step.instance(), flaw));
            }
        }
        return Optional.empty();
    }

    private static String mismatch(StepRecord step, InitProof proof, Facts before) {
        History derived = Proofs.extract(proof, before.arena());
        return step.init().get().equals(derived) ? "" : "from its ABORTs follows " + derived;
    }
}
