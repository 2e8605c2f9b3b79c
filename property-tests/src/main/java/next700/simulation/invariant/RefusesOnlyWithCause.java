package next700.simulation.invariant;

import java.util.Optional;
import java.util.stream.IntStream;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.chain.Chain;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Steps Z3 and C3 (thesis B.2, B.4): a correct replica gives up an instance because of MACs that do not hold only if
 * whoever vouches to it for batches (the primary; in Chain one of the f+1 before it, whose MACs nobody between them can check), or
 * a client, is Byzantine, or somebody altered a client's message on its way. Otherwise anybody could keep ZLight and Chain from
 * committing with one forged message. Who can alter messages on their way to the primary
 * can: the first replica verifies its own entry of the client's authenticator, and nothing binds the others to it.
 */
final class RefusesOnlyWithCause implements Invariant {
    @Override
    public String id() {
        return "C3.Cause";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (step.step().endsWith(".refuses") && event.process() instanceof ReplicaId self) {
                boolean chain = before.arena().composition().protocolOf(step.instance()) instanceof Chain;
                int vouchers = before.arena().f() + 1;
                int first = chain ? Math.max(1, self.number() - vouchers) : 1;
                int last = chain ? self.number() - 1 : 1;
                boolean clients = before.setup().byzantine().stream().anyMatch(ClientId.class::isInstance);
                boolean isVouchedByCorrectOnes = IntStream.rangeClosed(first, last)
                        .mapToObj(ReplicaId::new)
                        .allMatch(before::isBenign);
                if (isVouchedByCorrectOnes && !clients && !before.isRequestAltered()) {
                    return violated(
                            event,
                            "Correct replica %s executes nothing more in instance %s because of MACs that do not hold. No correct replica sends such, those that vouch to it (r%d to r%d) are correct, no client is Byzantine, and nobody altered a request."
                                    .formatted(self, step.instance(), first, last));
                }
            }
        }
        return Optional.empty();
    }
}
