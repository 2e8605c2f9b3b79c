package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.Digest;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.3 and 4.5: "all non-faulty replicas agree on the sequence numbers of requests that commit". Correct
 * replicas execute the same requests in the same order: of what any two of them executed, one is a prefix of the other.
 * TLA+: {@code PBFT_Agreement}, {@code PBFT_CommittedAgree}.
 */
final class Agreement implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.Agreement";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (StepRecord step : moment.steps("PBFT.Reply")) {
            Request request = step.request().orElseThrow();
            Digest history = step.committed().orElseThrow();
            if (!facts.isLastOf(history, request)) {
                return Optional.of(
                        "%s executes %s, with the history %s. That is no history of the order %s that the others agreed on."
                                .formatted(step.process(), request, history.abbreviated(), facts.agreed()));
            }
        }
        return Optional.empty();
    }
}
