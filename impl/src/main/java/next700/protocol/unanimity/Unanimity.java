package next700.protocol.unanimity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.panicking.Judgement;

/**
 * What the clients of ZLight and Quorum have in common (thesis B.2, B.3): the REQ of steps Z1 and Q1, and step Z4, with
 * which Q3 is identical: a request commits when all replicas have answered alike.
 */
public final class Unanimity {
    private final Setting<ClientId> setting;
    private final Map<ReplicaId, Resp> responses = new TreeMap<>();
    private Request request;
    private Optional<InitProof> init = Optional.empty();
    private Optional<Bytes> reply = Optional.empty();

    public Unanimity(Setting<ClientId> setting) {
        this.setting = setting;
    }

    /** Starts on a request, in the step of that name. */
    public void invoke(String step, Request invoked, Optional<InitProof> proof, Effects out) {
        request = invoked;
        init = proof;
        responses.clear();
        reply = Optional.empty();
        out.took(StepRecord.of(StepKind.INVOKES, step, setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(p -> p.extract(setting.group()))));
    }

    /** Sends the request, with the init history if there is one. */
    public void send(List<ReplicaId> replicas, Effects out) {
        var authenticator =
                setting.authentication().authenticator(Req.content(setting.instance(), request), setting.group());
        Req message = new Req(setting.instance(), request, init, authenticator);
        replicas.forEach(replica -> out.send(replica, message));
    }

    /** Judges an answer, in the step of that name. */
    public Judgement judge(String step, InstanceMessage answer, Effects out) {
        Judgement judgement = answer instanceof Resp resp ? take(resp) : Judgement.WAITING;
        if (judgement instanceof Judgement.Committed committed) {
            out.took(StepRecord.of(StepKind.COMMITS, step, setting.self(), setting.instance())
                    .about(request)
                    .committing(committed.history()));
        }
        return judgement;
    }

    /** Takes a response. Responses that differ will never agree, nor will a reply come that its sender kept back. */
    private Judgement take(Resp resp) {
        if (!awaits(resp) || !isAuthentic(resp)) {
            return Judgement.WAITING;
        }
        if (responses.putIfAbsent(resp.replica(), resp) == null && isReply(resp)) {
            reply = resp.reply().full();
        }
        if (!agree()) {
            return Judgement.HOPELESS;
        }
        if (!isFromEveryone()) {
            return Judgement.WAITING;
        }
        return reply.isPresent() ? new Judgement.Committed(reply.get(), resp.history()) : Judgement.HOPELESS;
    }

    /** The response is to the outstanding request. */
    @Guard("Z4.awaited")
    boolean awaits(Resp resp) {
        return resp.request().equals(request.id());
    }

    /** The replica that the response names sent it. */
    @Guard("Z4.authentic")
    boolean isAuthentic(Resp resp) {
        return setting.group().contains(resp.replica())
                && setting.authentication().verify(resp.content(), resp.replica(), resp.mac());
    }

    /** The response has the reply in full, and it is the one that its digest speaks of. */
    @Guard("Z4.reply")
    boolean isReply(Resp resp) {
        return resp.reply().isComplete();
    }

    /** All responses so far have the same reply and the same history digest. */
    @Guard("Z4.agree")
    boolean agree() {
        Resp first = responses.values().iterator().next();
        for (Resp resp : responses.values()) {
            if (!resp.history().equals(first.history())
                    || !resp.reply().digest().equals(first.reply().digest())) {
                return false;
            }
        }
        return true;
    }

    /** {@code 3f + 1} different replicas have answered. */
    @Guard("Z4.everyone")
    boolean isFromEveryone() {
        return responses.size() == setting.group().everyone();
    }
}
