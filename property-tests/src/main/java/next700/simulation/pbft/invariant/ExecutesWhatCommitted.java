package next700.simulation.pbft.invariant;

import java.util.Map;
import java.util.Optional;
import next700.process.Digest;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.3, the predicate {@code committed}: a correct replica executes a batch only if {@code 2f + 1} replicas,
 * liars included, have sent a COMMIT for it in one view. TLA+: {@code CommittedLocal}.
 */
final class ExecutesWhatCommitted implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.ExecutesWhatCommitted";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (StepRecord step : moment.steps("PBFT.Execute")) {
            for (Map.Entry<Long, Digest> stands :
                    step.placement().orElseThrow().batches().entrySet()) {
                if (!facts.committedAt(stands.getKey()).contains(stands.getValue())) {
                    return Optional.of(
                            "%s executes the batch %s at %d. Fewer than %d correct replicas sent a COMMIT for it in one view."
                                    .formatted(
                                            step.process(),
                                            stands.getValue().abbreviated(),
                                            stands.getKey(),
                                            facts.correctInCertificate()));
                }
            }
        }
        return Optional.empty();
    }
}
