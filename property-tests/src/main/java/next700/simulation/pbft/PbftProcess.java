package next700.simulation.pbft;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.pbft.PbftOrder;
import next700.protocol.pbft.PbftReplica;
import next700.simulation.Journal;
import next700.trial.IdealAuthentication;

/** A replica of PBFT alone, in the one instance that there is. */
final class PbftProcess implements Automaton {
    private final PbftReplica replica;

    PbftProcess(ReplicaId self, PbftSetup setup, Stored stored) {
        var setting =
                new Setting<>(self, InstanceId.FIRST, new InstanceId(2), setup.group(), new IdealAuthentication(self));
        Optional<Spoken> formerLife = stored.get(Spoken.NAME, Spoken.class);
        this.replica = new PbftReplica(
                setting,
                PbftSetup.TIMING,
                setup.settings(),
                new Speculation(new Journal(setup.discreet())),
                formerLife);
    }

    PbftOrder order() {
        return replica.order();
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Received received -> {
                if (received.message() instanceof InstanceMessage message) {
                    replica.onMessage(message, out);
                }
            }
            case Input.Expired expired -> {
                if (expired.timer() instanceof InstanceTimer timer) {
                    replica.onTimer(timer, out);
                }
            }
            default -> {}
        }
        return out.toList();
    }

    @Override
    public void check() {
        replica.check();
    }
}
