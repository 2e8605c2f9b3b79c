package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.Bytes;
import next700.protocol.abstraction.Indication;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.1: the reply that a client gets is the state machine's to its request, after all that was executed before
 * it. The specification leaves clients out.
 */
final class Reply implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.Reply";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (Indication.Commit commit : moment.committed()) {
            Optional<Bytes> right = facts.reply(commit.request());
            if (right.isPresent() && !right.get().equals(commit.reply())) {
                return Optional.of("%s is told \"%s\" in reply to %s. The state machine's reply is \"%s\"."
                        .formatted(
                                moment.event().process(),
                                commit.reply().toUtf8(),
                                commit.request(),
                                right.get().toUtf8()));
            }
        }
        return Optional.empty();
    }
}
