package next700.simulation.lcr;

import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrNotice;
import java.util.ArrayList;
import java.util.List;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrStep;

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
            case Input.Broadcast broadcast -> "broadcasts " + broadcast.payload();
            case Input.Received received -> "receives " + label(received.message()) + " from " + received.from();
            case Input.LinkReady link -> "can send again";
            case Input.Lost suspected -> "finds the connection to " + suspected.member() + " broken";
            case Input.AskToJoin ask -> "asks " + ask.contact() + " to be let in";
            case LcrCall.Leave leave -> "wants to leave";
        };
        List<String> outcome = new ArrayList<>();
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Took took -> outcome.add(step(took.step()));
                case LcrNotice.Deliver deliver ->
                    outcome.add("delivers " + deliver.data().payloads());
                case LcrNotice.Installed installed -> outcome.add("installs " + installed.view());
                case LcrNotice.Left left -> outcome.add("has left");
                case LcrNotice.Stopped stopped -> outcome.add("stops: " + stopped.reason());
                case LcrNotice.Refused refused -> outcome.add("is refused: " + refused.reason());
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
                .append(run.tape())
                .append('\n')
                .toString();
    }
}
