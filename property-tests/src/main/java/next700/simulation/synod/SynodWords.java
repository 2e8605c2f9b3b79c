package next700.simulation.synod;

import next700.process.Call;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.synod.SynodCall;
import next700.protocol.synod.SynodMessage;
import next700.protocol.synod.SynodStep;
import next700.trial.Words;

/** How runs of the Synod are told: as the slides call it. */
enum SynodWords implements Words {
    INSTANCE;

    @Override
    public String message(Message message) {
        return switch ((SynodMessage) message) {
            case SynodMessage.Prepare prepare -> "PREPARE(" + prepare.number() + ")";
            case SynodMessage.PrepareOk ok ->
                "PREPARE_OK(" + ok.number()
                        + ok.accepted().map(last -> ", " + last).orElse("") + ")";
            case SynodMessage.Accept accept -> "ACCEPT(" + accept.proposal() + ")";
            case SynodMessage.AcceptOk ok -> "ACCEPT_OK(" + ok.number() + ")";
            case SynodMessage.Refused refused -> "REFUSED(" + refused.number() + ", seen " + refused.seen() + ")";
            case SynodMessage.Decided decided -> "DECIDED(" + decided.value().toUtf8() + ")";
        };
    }

    @Override
    public String call(Call call) {
        return call instanceof SynodCall.Propose propose
                ? "is asked for " + propose.value().toUtf8()
                : "is asked for " + call;
    }

    @Override
    public String notice(Notice notice) {
        return notice instanceof SynodCall.Learned learned
                ? "learns that " + learned.value().toUtf8() + " is chosen"
                : notice.toString();
    }

    @Override
    public String step(Taken taken) {
        SynodStep step = (SynodStep) taken;
        return "takes " + step.step() + "(" + step.number()
                + step.value().map(value -> ", " + value.toUtf8()).orElse("") + ")";
    }
}
