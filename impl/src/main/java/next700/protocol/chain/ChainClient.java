package next700.protocol.chain;

import java.util.List;
import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Mac;
import next700.protocol.chain.ChainMessage.Reply;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.panicking.Attempt;
import next700.protocol.panicking.Judgement;

/** Chain's client (thesis B.4): it sends its request to the head, and commits what the last f + 1 replicas vouch for. */
final class ChainClient implements Attempt {
    private final Setting<ClientId> setting;
    private final ChainOrder chain;
    private Request request;
    private Optional<InitProof> init = Optional.empty();

    ChainClient(Setting<ClientId> setting) {
        this.setting = setting;
        this.chain = new ChainOrder(setting.group());
    }

    /** Step C1: send the request to the head, with the init history if there is one. */
    @Step("C1")
    @Override
    public void invoke(Request invoked, Optional<InitProof> proof, Effects out) {
        request = invoked;
        init = proof;
        out.took(StepRecord.of(StepKind.INVOKES, "C1", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(p -> p.extract(setting.group()))));
        sendAgain(out);
    }

    @Override
    public void sendAgain(Effects out) {
        var content = Submit.content(setting.instance(), request);
        List<Mac> macs = chain.successorsOfClients().stream()
                .map(replica -> setting.authentication().mac(content, replica))
                .toList();
        out.send(chain.head(), new Submit(setting.instance(), request, init, macs));
    }

    /** Step C4: commit with the tail's reply, if the last f + 1 replicas authenticate it and the history's digest. */
    @Step("C4")
    @Override
    public Judgement onAnswer(InstanceMessage answer, Effects out) {
        if (!(answer instanceof Reply reply) || !awaits(reply) || !isAuthenticBy(chain.tail(), reply)) {
            return Judgement.WAITING;
        }
        if (!isVouchedFor(reply)) {
            return Judgement.HOPELESS;
        }
        out.took(StepRecord.of(StepKind.COMMITS, "C4", setting.self(), setting.instance())
                .about(request)
                .committing(reply.history()));
        return new Judgement.Committed(reply.reply(), reply.history());
    }

    /** The reply is to the outstanding request. */
    @Guard("C4.awaited")
    boolean awaits(Reply reply) {
        return reply.request().equals(request.id());
    }

    /** MACs from the last {@code f + 1} replicas authenticate request, reply and history. */
    @Guard("C4.last")
    boolean isVouchedFor(Reply reply) {
        return chain.last().stream().allMatch(replica -> isAuthenticBy(replica, reply));
    }

    private boolean isAuthenticBy(ReplicaId replica, Reply reply) {
        return reply.answers().stream()
                .filter(answer -> answer.replica().equals(replica))
                .anyMatch(answer -> setting.authentication().verify(reply.content(), replica, answer.mac()));
    }
}
