package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.List;
import next700.protocol.lcr.LcrEffect;
import next700.protocol.lcr.LcrInput;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrStep;
import next700.simulation.LabelledTape;

/** Tells a run of LCR in words. */
public final class LcrNarrator {
    private LcrNarrator() {}

    /** A message in a few words. */
    public static String label(LcrMessage message) {
        return switch (message) {
            case LcrMessage.Ring ring ->
                ring.data().map(data -> data + " " + data.payloads()).orElse("")
                        + (ring.acks().isEmpty() ? "" : " ACK " + ring.acks())
                        + " in view " + ring.view();
            case LcrMessage.Recover recover -> "RECOVER " + recover.pending() + ", " + recover.change();
            case LcrMessage.AckRecover ack -> "ACK_RECOVER, " + ack.change();
            case LcrMessage.EndRecovery end -> "END_RECOVERY, " + end.change();
            case LcrMessage.Completed completed -> "COMPLETED, " + completed.change();
            case LcrMessage.Join join -> "JOIN";
            case LcrMessage.JoinRefused refused -> "join refused: " + refused.reason();
        };
    }

    /** What happened in an event, in one line. */
    public static String describe(LcrEvent event) {
        String input = switch (event.input()) {
            case LcrInput.Broadcast broadcast -> "broadcasts " + broadcast.payload();
            case LcrInput.Received received -> "receives " + label(received.message()) + " from " + received.from();
            case LcrInput.LinkReady link -> "can send again";
            case LcrInput.Suspected suspected -> "finds the connection to " + suspected.member() + " broken";
            case LcrInput.AskToJoin ask -> "asks " + ask.contact() + " to be let in";
            case LcrInput.Leave leave -> "wants to leave";
        };
        List<String> outcome = new ArrayList<>();
        for (LcrEffect effect : event.effects()) {
            switch (effect) {
                case LcrEffect.Took took -> outcome.add(step(took.step()));
                case LcrEffect.Deliver deliver ->
                    outcome.add("delivers " + deliver.data().payloads());
                case LcrEffect.Installed installed -> outcome.add("installs " + installed.view());
                case LcrEffect.Left left -> outcome.add("has left");
                case LcrEffect.Stopped stopped -> outcome.add("stops: " + stopped.reason());
                case LcrEffect.Refused refused -> outcome.add("is refused: " + refused.reason());
                default -> {}
            }
        }
        String line = event.number() + ". t=" + event.time() + " " + event.process() + " " + input;
        return outcome.isEmpty() ? line : line + ": " + String.join("; ", outcome);
    }

    private static String step(LcrStep step) {
        String about = step.origin() >= 0 ? "m" + step.origin() + "." + step.sequence() : "";
        return step.step() + "(" + about + step.change().map(Object::toString).orElse("")
                + step.peer().map(peer -> ", from " + peer).orElse("") + ")";
    }

    /** The whole run. */
    public static String describe(LcrRun run) {
        StringBuilder text = new StringBuilder();
        run.violations()
                .forEach(violation -> text.append(violation.property())
                        .append(" is violated. ")
                        .append(violation.explanation())
                        .append('\n'));
        run.setup()
                .describe()
                .forEach((option, value) -> text.append("  ")
                        .append(option)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        run.events().forEach(event -> text.append(describe(event)).append('\n'));
        return text.append("Replay: next700 fuzz lcr --replay=")
                .append(LabelledTape.of("lcr", run.tape()))
                .append('\n')
                .toString();
    }
}
