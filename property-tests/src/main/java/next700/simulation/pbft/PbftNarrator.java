package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage;
import next700.simulation.Narrator;

/** Tells a run of PBFT in words: a line for what happens to a replica, and below it what comes of that. */
final class PbftNarrator implements PbftSimulation.Witness {
    private final Consumer<String> lines;

    PbftNarrator(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void begins(PbftSetup setup) {
        lines.accept("f = %d, %d clients with %d operations each; a checkpoint after %d numbers; links heal at t=%d"
                .formatted(
                        setup.group().f(),
                        setup.clients(),
                        setup.operationsPerClient(),
                        setup.settings().checkpointInterval(),
                        setup.horizonMillis()));
        String liars =
                setup.byzantine().isEmpty() ? "no replica is Byzantine" : "Byzantine: " + names(setup.byzantine());
        lines.accept(liars + (setup.badClient() ? ", and the client " + setup.badClientId() : ""));
    }

    @Override
    public void event(long now, ReplicaId replica, Input input, List<Effect> effects) {
        lines.accept("t=" + now + " " + replica + " "
                + switch (input) {
                    case Input.Received received -> "receives " + label(received.message());
                    case Input.Expired expired -> "timer " + expired.timer() + " runs out";
                    case Input.Called invoked ->
                        "invokes " + invoked.operation().toUtf8();
                });
        Map<InstanceMessage, List<ProcessId>> sent = new LinkedHashMap<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Took took -> lines.accept("    " + Narrator.describe(took.step()));
                case Effect.Send send ->
                    sent.computeIfAbsent(send.message(), any -> new ArrayList<>())
                            .add(send.to());
                default -> {}
            }
        }
        sent.forEach((message, receivers) -> lines.accept("    sends " + label(message) + " to " + names(receivers)));
    }

    @Override
    public void lie(long now, ReplicaId liar, Effect.Send send) {
        lines.accept("t=" + now + " " + liar + " (Byzantine) sends " + label(send.message()) + " to " + send.to());
    }

    @Override
    public void crash(long now, ReplicaId replica) {
        lines.accept("t=" + now + " " + replica + " crashes, and loses its memory");
    }

    private static String names(Collection<? extends ProcessId> processes) {
        return processes.stream().map(ProcessId::toString).collect(Collectors.joining(", "));
    }

    /** A message in a few words. */
    static String label(InstanceMessage message) {
        return message instanceof PbftMessage ours ? label(ours) : Narrator.label(message);
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
                "REPLY by " + m.replica() + " to " + m.client() + ":" + m.timestamp() + ", history "
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
