package next700.simulation.pbft.invariant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.Digest;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.3 and 4.5: at a sequence number one batch commits, in whichever views, and that is what every correct
 * replica executes there. TLA+: {@code PBFT_Agreement}.
 */
final class OneBatch implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.OneBatch";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (StepRecord step : moment.steps("PBFT.Execute")) {
            for (Map.Entry<Long, Digest> stands :
                    step.placement().orElseThrow().batches().entrySet()) {
                long sequence = stands.getKey();
                List<Digest> committed = facts.committedAt(sequence);
                Digest first = facts.batchAt(sequence).orElseThrow();
                if (committed.size() > 1) {
                    return Optional.of("%d batches have committed at %d, where %s executes %s."
                            .formatted(
                                    committed.size(),
                                    sequence,
                                    step.process(),
                                    stands.getValue().abbreviated()));
                }
                if (!first.equals(stands.getValue())) {
                    return Optional.of("%s executes the batch %s at %d, where another correct replica executed %s."
                            .formatted(step.process(), stands.getValue().abbreviated(), sequence, first.abbreviated()));
                }
            }
        }
        return Optional.empty();
    }
}
