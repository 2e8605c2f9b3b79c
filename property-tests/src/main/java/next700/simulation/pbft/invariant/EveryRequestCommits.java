package next700.simulation.pbft.invariant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;
import next700.trial.Event;

/**
 * TOCS 2002, 4.5.2, on liveness: when messages arrive in time again, every request of a correct client is executed and
 * answered, and a replica that lost its memory gets it back. The specification has no fairness.
 *
 * <p>A run that broke something else ends soon after, so that what it did not get done says nothing.
 */
final class EveryRequestCommits implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.EveryRequestCommits";
    }

    private final Map<ProcessId, Integer> answers = new TreeMap<>();

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        int told = moment.committed().size();
        if (told > 0) {
            answers.merge(moment.event().process(), told, Integer::sum);
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> brokenAtTheEnd(Event last, boolean isDone, PbftFacts facts) {
        if (isDone || facts.hasFallen()) {
            return Optional.empty();
        }
        List<ClientId> unanswered = facts.setup().correctClients().stream()
                .filter(client ->
                        answers.getOrDefault(client, 0) < facts.setup().operationsPerClient())
                .toList();
        String what = unanswered.isEmpty()
                ? "A replica that lost its memory has not got it back"
                : "The requests of %s have not committed".formatted(unanswered);
        return Optional.of("%s by %d ms. Links deliver in time since %d ms, and %d events have happened."
                .formatted(what, last.time(), facts.setup().horizonMillis(), last.number() + 1));
    }
}
