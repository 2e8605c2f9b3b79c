package next700.simulation.pbft;

import java.util.List;
import java.util.stream.Collectors;
import next700.process.Call;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage;
import next700.simulation.AbstractWords;
import next700.trial.Words;

/** What the messages of PBFT are called when a run is told; the rest is called as in all the Abstract family. */
final class PbftWords implements Words {
    private static final Words FAMILY = AbstractWords.INSTANCE;

    @Override
    public String message(Message message) {
        return message instanceof PbftMessage ours ? label(ours) : FAMILY.message(message);
    }

    @Override
    public String call(Call call) {
        return FAMILY.call(call);
    }

    @Override
    public String notice(Notice notice) {
        return FAMILY.notice(notice);
    }

    @Override
    public String step(Taken step) {
        return FAMILY.step(step);
    }

    private static String label(PbftMessage message) {
        return switch (message) {
            case PbftMessage.ClientRequest m -> "REQUEST " + m.submission().request();
            case PbftMessage.Relay m ->
                "RELAY by " + m.replica() + " of " + m.request().submission().request();
            case PbftMessage.PrePrepare m ->
                "PRE-PREPARE in view " + m.view() + ", " + m.sequence() + ": " + batch(m.batch());
            case PbftMessage.Prepare m ->
                "PREPARE by " + m.replica() + " in view " + m.view() + ", " + m.sequence() + ": "
                        + m.batch().abbreviated();
            case PbftMessage.Commit m ->
                "COMMIT by " + m.replica() + " in view " + m.view() + ", " + m.sequence() + ": "
                        + m.batch().abbreviated();
            case PbftMessage.Reply m ->
                "REPLY by " + m.replica() + " to " + m.request() + ", history "
                        + m.history().abbreviated();
            case PbftMessage.Checkpoint m ->
                "CHECKPOINT by " + m.replica() + " of " + m.sequence() + ": "
                        + m.state().abbreviated();
            case PbftMessage.ViewChange m ->
                "VIEW-CHANGE by " + m.replica() + " to " + m.view() + " above "
                        + m.stable().sequence() + ", prepared " + claims(m.prepared()) + ", pre-prepared "
                        + claims(m.preprepared());
            case PbftMessage.NewView m ->
                "NEW-VIEW " + m.view()
                        + m.viewChanges().stream()
                                .map(change -> change.replica().toString())
                                .collect(Collectors.joining(", ", " with the VIEW-CHANGEs of ", ""));
            case PbftMessage.Status m ->
                "STATUS by " + m.replica() + " in view " + m.view() + (m.active() ? "" : ", which has not begun")
                        + ", executed up to " + m.executed();
            case PbftMessage.Content m -> "the batch of " + m.sequence() + ": " + batch(m.batch());
            case PbftMessage.FetchState m -> "FETCH by " + m.replica() + " of the state at " + m.sequence();
            case PbftMessage.State m -> "the state at " + m.certificate().sequence();
        };
    }

    private static String batch(Batch batch) {
        return batch.requests().stream()
                .map(request -> request.submission().request().toString())
                .collect(Collectors.joining(" ", batch.digest().abbreviated() + " <", ">"));
    }

    private static String claims(List<Claim> claims) {
        return claims.stream()
                .map(claim -> claim.sequence() + ": " + claim.digest().abbreviated() + " in " + claim.view())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
