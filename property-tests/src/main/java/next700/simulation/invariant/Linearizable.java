package next700.simulation.invariant;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effect;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * What clients see is one sequential execution that respects real time: commit histories of all instances together are
 * prefixes of one another, and one that returned before a request was invoked is a prefix of that request's. The
 * journal replies with all it executed, so this is linearizability, decided at once; {@code next700.linearizability}
 * decides it for services where it is hard.
 */
final class Linearizable implements Invariant {
    @Override
    public String id() {
        return "I.Linearizability";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Tell answer
                    && answer.notice() instanceof Indication.Commit commit
                    && event.process() instanceof ClientId client) {
                Optional<Violation> violation = check(event, commit, before, before.invocationEvent(client));
                if (violation.isPresent()) {
                    return violation;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> check(Event event, Indication.Commit commit, Facts before, int invocation) {
        Optional<History> mine = before.known(commit.history());
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        for (Facts.Completed other : before.completed()) {
            Optional<History> theirs = before.known(other.digest());
            if (theirs.isEmpty()) {
                continue;
            }
            boolean concurrent = other.returned() > invocation;
            boolean ordered = theirs.get().isPrefixOf(mine.get())
                    || (concurrent && mine.get().isPrefixOf(theirs.get()));
            if (!ordered) {
                return violated(
                        event,
                        "%s returned having executed %s; %s%s returned having executed %s. No one order of execution gives both replies."
                                .formatted(
                                        other.request(),
                                        theirs.get(),
                                        commit.request(),
                                        concurrent ? "" : ", invoked later,",
                                        mine.get()));
            }
        }
        return Optional.empty();
    }
}
