package next700.protocol.pbft;

import java.util.List;
import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Restartable;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;
import next700.protocol.ordering.TotalOrder;

/**
 * PBFT on its own: an Abstract instance that never aborts (thesis, Appendix A). It commits whenever {@code 2f + 1} replicas
 * are up and links deliver in time.
 */
public record Pbft(PbftSettings settings) implements Restartable {
    /** Where all of PBFT is. */
    public static final String PACKAGE = Pbft.class.getPackageName();

    public Pbft() {
        this(PbftSettings.DEFAULT);
    }

    @Override
    public String name() {
        return "pbft";
    }

    /** The request, the three phases, and the answers. */
    @Override
    public int messageDelays(ByzantineGroup group) {
        return 5;
    }

    @Override
    public InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation) {
        return new PbftReplica(setting, timing, settings, speculation, Optional.empty());
    }

    @Override
    public InstanceReplica restarted(
            Setting<ReplicaId> setting, Timing timing, Speculation speculation, Spoken forgotten, Effects out) {
        PbftReplica replica = new PbftReplica(setting, timing, settings, speculation, Optional.of(forgotten));
        replica.order().resume(out);
        return replica;
    }

    @Override
    public InstanceClient client(Setting<ClientId> setting, Timing timing) {
        return new PbftClient(setting, timing);
    }

    @Override
    public List<String> packages() {
        return Protocol.packagesOf(Pbft.class, TotalOrder.class);
    }
}
