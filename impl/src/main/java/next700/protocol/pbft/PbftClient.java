package next700.protocol.pbft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.PbftMessage.Reply;

/** A client of PBFT on its own: a request commits when {@code f + 1} replicas answer alike. */
final class PbftClient implements InstanceClient {
    private final Setting<ClientId> setting;
    private final PbftSubmitter submitter;
    private final Map<ReplicaId, Reply> replies = new TreeMap<>();
    private Optional<Request> outstanding = Optional.empty();

    PbftClient(Setting<ClientId> setting, Timing timing) {
        this.setting = setting;
        this.submitter = new PbftSubmitter(setting, timing);
    }

    @Step("PBFT.Invoke")
    @Override
    public void invoke(Request request, Optional<InitProof> init, Effects out) {
        outstanding = Optional.of(request);
        replies.clear();
        out.took(StepRecord.of(StepKind.INVOKES, "PBFT.Invoke", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(proof -> proof.extract(setting.group()))));
        submitter.submit(new Submission(request, init), out);
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        if (message instanceof Reply reply) {
            onReply(reply, out);
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        submitter.onTimer(timer, out);
    }

    /** Step PBFT.Commit at the client: {@code f + 1} replicas gave the same answer, and one of them in full. */
    @Step("PBFT.Committed")
    private void onReply(Reply reply, Effects out) {
        if (!isAwaited(reply) || !isAuthentic(reply) || !isOfItsDigest(reply)) {
            return;
        }
        Reply known = replies.get(reply.replica());
        if (known == null || reply.result().isPresent()) {
            replies.put(reply.replica(), reply);
        }
        List<Reply> matching =
                replies.values().stream().filter(other -> matches(other, reply)).toList();
        Optional<Bytes> result =
                matching.stream().flatMap(other -> other.result().stream()).findFirst();
        if (isEnough(matching) && result.isPresent()) {
            Request request = outstanding.orElseThrow();
            outstanding = Optional.empty();
            out.took(StepRecord.of(StepKind.COMMITS, "PBFT.Committed", setting.self(), setting.instance())
                    .about(request)
                    .committing(reply.history()));
            submitter.conclude(leader(matching), out);
            out.tell(new Indication.Commit(setting.instance(), request, result.get(), reply.history()));
        }
    }

    /** The reply is to the outstanding request. */
    @Guard("PBFT.Reply.awaited")
    boolean isAwaited(Reply reply) {
        return outstanding
                .filter(request -> reply.request().equals(request.id()))
                .isPresent();
    }

    /** The replica that the reply names sent it. */
    @Guard("PBFT.Reply.authentic")
    boolean isAuthentic(Reply reply) {
        return setting.group().contains(reply.replica())
                && setting.authentication().verify(reply.content(), reply.replica(), reply.mac());
    }

    /** A result in full has the digest that the replicas agree on. */
    @Guard("PBFT.Reply.result")
    boolean isOfItsDigest(Reply reply) {
        return reply.result()
                .map(result -> Reply.digest(result).equals(reply.resultDigest()))
                .orElse(true);
    }

    /** Both replies tell the same result, in the same history. */
    @Guard("PBFT.Reply.matching")
    boolean matches(Reply one, Reply other) {
        return one.resultDigest().equals(other.resultDigest()) && one.history().equals(other.history());
    }

    /** {@code f + 1} replicas say so, of which one is correct. */
    @Guard("PBFT.Reply.certificate")
    boolean isEnough(List<Reply> matching) {
        return matching.size() >= setting.group().oneCorrect();
    }

    /** The primary that the replies name, where they agree: a single replica could send the client astray. */
    private Optional<ReplicaId> leader(List<Reply> matching) {
        ReplicaId named = matching.get(0).leader();
        boolean agreed = matching.stream().allMatch(reply -> reply.leader().equals(named));
        return agreed && setting.group().contains(named) ? Optional.of(named) : Optional.empty();
    }
}
