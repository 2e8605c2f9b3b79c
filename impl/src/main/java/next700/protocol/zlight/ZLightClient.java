package next700.protocol.zlight;

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

/** ZLight's client (thesis B.2): it sends its request to the primary, and commits when all replicas answer alike. */
final class ZLightClient implements Attempt {
    private final Setting<ClientId> setting;
    private final Unanimity unanimity;
    private Request request;
    private Optional<InitProof> init = Optional.empty();

    ZLightClient(Setting<ClientId> setting) {
        this.setting = setting;
        this.unanimity = new Unanimity(setting);
    }

    /** Step Z1: send the request to the primary, with the init history if there is one. */
    @Step("Z1")
    @Override
    public void invoke(Request invoked, Optional<InitProof> proof, Effects out) {
        request = invoked;
        init = proof;
        unanimity.about(request);
        out.took(StepRecord.of(StepKind.INVOKES, "Z1", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(p -> p.extract(setting.group()))));
        sendAgain(out);
    }

    @Override
    public void sendAgain(Effects out) {
        var authenticator =
                setting.authentication().authenticator(Req.content(setting.instance(), request), setting.group());
        out.send(ZLight.primary(setting.group()), new Req(setting.instance(), request, init, authenticator));
    }

    /** Step Z4: commit when every replica has answered with the same reply and the same history. */
    @Step("Z4")
    @Override
    public Judgement onAnswer(Message answer, Effects out) {
        Judgement judgement = answer instanceof Resp resp ? unanimity.take(resp) : Judgement.WAITING;
        if (judgement instanceof Judgement.Committed committed) {
            out.took(StepRecord.of(StepKind.COMMITS, "Z4", setting.self(), setting.instance())
                    .about(request)
                    .committing(committed.history()));
        }
        return judgement;
    }
}
