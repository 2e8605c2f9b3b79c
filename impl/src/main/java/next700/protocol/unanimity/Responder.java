package next700.protocol.unanimity;

import next700.process.Digest;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;

/** The answers of a replica of ZLight or Quorum. */
public final class Responder {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;

    public Responder(Setting<ReplicaId> setting, LocalHistory local) {
        this.setting = setting;
        this.local = local;
    }

    /** Answers a request that the local history holds: the same answer, however often it is sent again. */
    public void respond(Request request, Effects out) {
        boolean inFull = Resp.designated(request.client(), request.timestamp(), setting.group())
                .equals(setting.self());
        Reply reply = inFull ? Reply.inFull(local.replyTo(request)) : Reply.digestOnly(local.replyTo(request));
        Digest history = local.historyOf(request);
        Digest content = Resp.content(setting.instance(), setting.self(), request.id(), reply, history);
        out.send(
                request.client(),
                new Resp(
                        setting.instance(),
                        setting.self(),
                        request.id(),
                        reply,
                        history,
                        setting.authentication().mac(content, request.client())));
    }
}
