package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.List;
import next700.process.Call;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrStep;
import next700.trial.Words;

/** How runs of LCR are told. */
public enum LcrWords implements Words {
    INSTANCE;

    @Override
    public String message(Message message) {
        return switch ((LcrMessage) message) {
            case LcrMessage.Ring ring -> ring(ring);
            case LcrMessage.Recover recover -> "RECOVER " + recover.pending() + ", " + recover.change();
            case LcrMessage.AckRecover ack -> "ACK_RECOVER, " + ack.change();
            case LcrMessage.EndRecovery end -> "END_RECOVERY, " + end.change();
            case LcrMessage.Completed completed -> "COMPLETED, " + completed.change();
            case LcrMessage.Join join -> "JOIN";
            case LcrMessage.JoinRefused refused -> "join refused: " + refused.reason();
        };
    }

    private static String ring(LcrMessage.Ring ring) {
        List<String> parts = new ArrayList<>();
        ring.data().ifPresent(data -> parts.add(data + " " + data.payloads()));
        if (!ring.acks().isEmpty()) {
            parts.add("ACK " + ring.acks());
        }
        return String.join(" ", parts) + " in view " + ring.view();
    }

    @Override
    public String call(Call call) {
        return switch ((LcrCall) call) {
            case LcrCall.Broadcast broadcast -> "broadcasts " + broadcast.payload();
            case LcrCall.AskToJoin ask -> "asks " + ask.contact() + " to be let in";
            case LcrCall.Leave leave -> "wants to leave";
        };
    }

    @Override
    public String notice(Notice notice) {
        return switch ((LcrNotice) notice) {
            case LcrNotice.Deliver deliver -> "delivers " + deliver.data().payloads();
            case LcrNotice.Discard discard -> "discards " + discard.data();
            case LcrNotice.Installed installed -> "installs " + installed.view();
            case LcrNotice.Left left -> "has left";
            case LcrNotice.Stopped stopped -> "stops: " + stopped.reason();
            case LcrNotice.Refused refused -> "is refused: " + refused.reason();
        };
    }

    @Override
    public String step(Taken taken) {
        LcrStep step = (LcrStep) taken;
        String about = step.origin() >= 0 ? "m" + step.origin() + "." + step.sequence() : "";
        return "takes " + step.step() + "(" + about
                + step.change().map(Object::toString).orElse("")
                + step.peer().map(peer -> ", from " + peer).orElse("") + ")";
    }
}
