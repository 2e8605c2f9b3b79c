package next700.protocol.quorum;

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

/** Quorum's client (thesis B.3): it sends its request to all replicas and commits when all of them answer alike. */
final class QuorumClient implements Attempt {
    private final Setting<ClientId> setting;
    private final Unanimity unanimity;

    QuorumClient(Setting<ClientId> setting) {
        this.setting = setting;
        this.unanimity = new Unanimity(setting);
    }

    /** Step Q1: send the request to all replicas, with the init history if there is one. */
    @Step("Q1")
    @Override
    public void invoke(Request request, Optional<InitProof> init, Effects out) {
        unanimity.invoke("Q1", request, init, out);
        sendAgain(out);
    }

    @Override
    public void sendAgain(Effects out) {
        unanimity.send(setting.group().replicas(), out);
    }

    /** Step Q3: commit when every replica has answered with the same reply and the same history. */
    @Step("Q3")
    @Override
    public Judgement onAnswer(InstanceMessage answer, Effects out) {
        return unanimity.judge("Q3", answer, out);
    }
}
