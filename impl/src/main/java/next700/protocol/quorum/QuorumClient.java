package next700.protocol.quorum;

import java.util.Optional;
import next700.protocol.ClientId;
import next700.protocol.Effects;
import next700.protocol.InitProof;
import next700.protocol.Message;
import next700.protocol.Request;
import next700.protocol.Setting;
import next700.protocol.Step;
import next700.protocol.StepKind;
import next700.protocol.StepRecord;
import next700.protocol.panicking.Attempt;
import next700.protocol.panicking.Judgement;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.protocol.unanimity.Unanimity;

/** Quorum's client (thesis B.3): it sends its request to all replicas and commits when all of them answer alike. */
final class QuorumClient implements Attempt {
    private final Setting<ClientId> setting;
    private final Unanimity unanimity;
    private Request request;
    private Optional<InitProof> init = Optional.empty();

    QuorumClient(Setting<ClientId> setting) {
        this.setting = setting;
        this.unanimity = new Unanimity(setting);
    }

    /** Step Q1: send the request to all replicas, with the init history if there is one. */
    @Step("Q1")
    @Override
    public void invoke(Request invoked, Optional<InitProof> proof, Effects out) {
        request = invoked;
        init = proof;
        unanimity.about(request);
        out.took(StepRecord.of(StepKind.INVOKES, "Q1", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(p -> p.extract(setting.group()))));
        sendAgain(out);
    }

    @Override
    public void sendAgain(Effects out) {
        var authenticator =
                setting.authentication().authenticator(Req.content(setting.instance(), request), setting.group());
        Req message = new Req(setting.instance(), request, init, authenticator);
        setting.group().replicas().forEach(replica -> out.send(replica, message));
    }

    /** Step Q3: commit when every replica has answered with the same reply and the same history. */
    @Step("Q3")
    @Override
    public Judgement onAnswer(Message answer, Effects out) {
        Judgement judgement = answer instanceof Resp resp ? unanimity.take(resp) : Judgement.WAITING;
        if (judgement instanceof Judgement.Committed committed) {
            out.took(StepRecord.of(StepKind.COMMITS, "Q3", setting.self(), setting.instance())
                    .about(request)
                    .committing(committed.history()));
        }
        return judgement;
    }
}
