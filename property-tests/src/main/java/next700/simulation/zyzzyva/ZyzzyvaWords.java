package next700.simulation.zyzzyva;

import java.util.List;
import java.util.stream.Collectors;
import next700.process.Call;
import next700.process.Digest;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.zyzzyva.Answered;
import next700.protocol.zyzzyva.Request;
import next700.protocol.zyzzyva.ZyzzyvaMessage;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;
import next700.protocol.zyzzyva.ZyzzyvaStep;
import next700.trial.Words;

/** Messages as the paper writes them; a request is its client and timestamp, a history its hash's first digits. */
final class ZyzzyvaWords implements Words {
    private static String hash(Digest history) {
        return history.abbreviated().substring(0, 4);
    }

    private static String log(List<Request> log) {
        return log.stream().map(request -> request.name().toString()).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String order(OrderRequest m) {
        return "ORDER-REQ v=%d n=%d h=%s %s"
                .formatted(m.view(), m.n(), hash(m.history()), m.request().name());
    }

    private static String response(SpecResponse m) {
        return "SPEC-RESPONSE v=%d n=%d h=%s %s.%d"
                .formatted(m.view(), m.n(), hash(m.history()), m.client(), m.timestamp());
    }

    private static String change(ViewChange m) {
        return "VIEW-CHANGE to %d %s %s%s%s"
                .formatted(
                        m.view(),
                        log(m.log()),
                        m.began(),
                        m.commit().map(commit -> " " + commit).orElse(""),
                        m.stable().n() == 0 ? "" : " " + m.stable());
    }

    @Override
    public String message(Message message) {
        return switch ((ZyzzyvaMessage) message) {
            case Request m -> "REQUEST " + m.name() + " " + m.operation().toUtf8();
            case OrderRequest m -> order(m);
            case ZyzzyvaMessage.Response m ->
                response(m.response()) + " " + m.reply().toUtf8();
            case ZyzzyvaMessage.Exchange m -> response(m.response());
            case ZyzzyvaMessage.Commit m -> "COMMIT " + m.certificate();
            case ZyzzyvaMessage.LocalCommit m ->
                "LOCAL-COMMIT v=%d n=%d h=%s".formatted(m.view(), m.n(), hash(m.history()));
            case ZyzzyvaMessage.FillHole m -> "FILL-HOLE v=%d %d..%d".formatted(m.view(), m.from(), m.to());
            case ZyzzyvaMessage.ConfirmRequest m -> "CONFIRM-REQ " + m.request().name();
            case ZyzzyvaMessage.Hate m -> "I-HATE-THE-PRIMARY v=" + m.view();
            case ZyzzyvaMessage.Accusation m -> m.hates().size() + " hate the primary";
            case ZyzzyvaMessage.ProofOfMisbehaviour m -> "POM %s, and %s".formatted(order(m.one()), order(m.other()));
            case ViewChange m -> change(m);
            case ZyzzyvaMessage.NewView m ->
                "NEW-VIEW %d from %s"
                        .formatted(
                                m.view(),
                                m.changes().stream()
                                        .map(change -> change.replica() + ": " + log(change.log())
                                                + change.commit()
                                                        .map(commit -> " " + commit)
                                                        .orElse(""))
                                        .collect(Collectors.joining("; ")));
            case ZyzzyvaMessage.ViewConfirm m ->
                "VIEW-CONFIRM v=%d n=%d h=%s".formatted(m.view(), m.n(), hash(m.history()));
            case ZyzzyvaMessage.Begun m ->
                "view %d has begun, %s".formatted(m.newView().view(), m.certificate());
            case ZyzzyvaMessage.Checkpoint m ->
                "CHECKPOINT v=%d n=%d h=%s".formatted(m.view(), m.n(), hash(m.history()));
            case ZyzzyvaMessage.FetchState m -> "FETCH-STATE n=" + m.n();
            case ZyzzyvaMessage.State m -> "STATE " + m.certificate();
        };
    }

    @Override
    public String call(Call call) {
        return "is asked for " + ((Invocation) call).operation().toUtf8();
    }

    @Override
    public String notice(Notice notice) {
        Answered answered = (Answered) notice;
        return "completes %s at n=%d h=%s in view %d%s: %s"
                .formatted(
                        answered.name(),
                        answered.n(),
                        hash(answered.history()),
                        answered.view(),
                        answered.fast() ? ", since all answered alike" : ", by a commit certificate",
                        answered.reply().toUtf8());
    }

    @Override
    public String step(Taken taken) {
        ZyzzyvaStep step = (ZyzzyvaStep) taken;
        return "%s(v=%d, n=%d%s%s)"
                .formatted(
                        step.step(),
                        step.view(),
                        step.n(),
                        step.request().map(request -> ", " + request).orElse(""),
                        step.history().isEmpty() ? "" : ", " + step.history());
    }
}
