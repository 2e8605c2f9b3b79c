package next700.protocol.zlight;

import java.util.List;
import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Step;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.panicking.Attempt;
import next700.protocol.panicking.Judgement;
import next700.protocol.unanimity.Unanimity;

/** ZLight's client (thesis B.2): it sends its request to the primary, and commits when all replicas answer alike. */
final class ZLightClient implements Attempt {
    private final Setting<ClientId> setting;
    private final Unanimity unanimity;

    ZLightClient(Setting<ClientId> setting) {
        this.setting = setting;
        this.unanimity = new Unanimity(setting);
    }

    /** Step Z1: send the request to the primary, with the init history if there is one. */
    @Step("Z1")
    @Override
    public void invoke(Request request, Optional<InitProof> init, Effects out) {
        unanimity.invoke("Z1", request, init, out);
        sendAgain(out);
    }

    @Override
    public void sendAgain(Effects out) {
        unanimity.send(List.of(ZLight.primary(setting.group())), out);
    }

    /** Step Z4: commit when every replica has answered with the same reply and the same history. */
    @Step("Z4")
    @Override
    public Judgement onAnswer(InstanceMessage answer, Effects out) {
        return unanimity.judge("Z4", answer, out);
    }
}
