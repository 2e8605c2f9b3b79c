package next700.simulation.vr;

import java.util.List;
import java.util.stream.Collectors;
import next700.process.Call;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrNotice;
import next700.protocol.vr.VrStep;
import next700.trial.Words;

/** Messages as the paper writes them; a request is its client and number. */
final class VrWords implements Words {
    static String name(Request request) {
        return request.c() + "." + request.s();
    }

    private static String log(List<Request> log) {
        return log.stream().map(VrWords::name).collect(Collectors.joining(" ", "[", "]"));
    }

    @Override
    public String message(Message message) {
        return switch ((VrMessage) message) {
            case Request m -> "REQUEST " + name(m) + " " + m.op().toUtf8();
            case VrMessage.Reply m -> "REPLY v=%d s=%d %s".formatted(m.v(), m.s(), m.x().toUtf8());
            case VrMessage.Prepare m -> "PREPARE v=%d m=%s n=%d k=%d".formatted(m.v(), name(m.m()), m.n(), m.k());
            case VrMessage.PrepareOk m -> "PREPAREOK v=%d n=%d".formatted(m.v(), m.n());
            case VrMessage.Commit m -> "COMMIT v=%d k=%d".formatted(m.v(), m.k());
            case VrMessage.StartViewChange m -> "STARTVIEWCHANGE v=" + m.v();
            case VrMessage.DoViewChange m ->
                "DOVIEWCHANGE v=%d l=%s v'=%d k=%d".formatted(m.v(), log(m.l()), m.lastNormal(), m.k());
            case VrMessage.StartView m -> "STARTVIEW v=%d l=%s k=%d".formatted(m.v(), log(m.l()), m.k());
            case VrMessage.Recovery m -> "RECOVERY x=%d v=%d".formatted(m.x(), m.v());
            case VrMessage.RecoveryResponse m ->
                "RECOVERYRESPONSE v=%d x=%d%s"
                        .formatted(
                                m.v(),
                                m.x(),
                                m.known()
                                        .map(known -> " l=%s k=%d".formatted(log(known.l()), known.k()))
                                        .orElse(""));
            case VrMessage.GetState m -> "GETSTATE v=%d n'=%d".formatted(m.v(), m.n());
            case VrMessage.NewState m ->
                "NEWSTATE v=%d after %d l=%s k=%d".formatted(m.v(), m.after(), log(m.l()), m.k());
        };
    }

    @Override
    public String call(Call call) {
        return "is asked for " + ((Invocation) call).operation().toUtf8();
    }

    @Override
    public String notice(Notice notice) {
        return "is answered " + ((VrNotice) notice).result().toUtf8();
    }

    @Override
    public String step(Taken taken) {
        VrStep step = (VrStep) taken;
        return "%s(v=%d, %d%s)"
                .formatted(
                        step.step(),
                        step.view(),
                        step.n(),
                        step.request().map(request -> ", " + name(request)).orElse(""));
    }
}
