package next700.simulation.invariant;

import java.util.Optional;
import next700.process.Effect;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Resp;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Step Q2 (thesis B.3): a correct replica answers with the digest of a history that it holds, that contains the
 * request, and with the state machine's reply to the request in it. TLA+: {@code RepliesTellWhatWasExecuted}.
 */
final class RepliesTellWhatWasExecuted implements Invariant {
    @Override
    public String id() {
        return "Q2.Answer";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send && send.message() instanceof Resp resp) {
                History local = Steps.localAfter(event, resp.instance(), before).orElse(History.EMPTY);
                String flaw = flaw(resp, local, before);
                if (!flaw.isEmpty()) {
                    return violated(
                            event,
                            "Correct replica %s answers request %s in instance %s, having executed %s there. %s"
                                    .formatted(event.process(), resp.request(), resp.instance(), local, flaw));
                }
            }
        }
        return Optional.empty();
    }

    private static String flaw(Resp resp, History local, Facts before) {
        History told = local;
        while (told.length() > 0 && !told.digest().equals(resp.history())) {
            told = told.parent();
        }
        if (!told.digest().equals(resp.history())) {
            return "The history that its answer speaks of is no prefix of that.";
        }
        int position = 0;
        for (Request request : told.requests()) {
            position++;
            if (request.id().equals(resp.request())) {
                return Reply.inFull(Proofs.reply(told, position, before.setup()))
                                .digest()
                                .equals(resp.reply().digest())
                        ? ""
                        : "The reply \"" + resp.reply() + "\" is not the one to this request in " + told + ".";
            }
        }
        return "The history that its answer speaks of, " + told + ", does not contain the request.";
    }
}
