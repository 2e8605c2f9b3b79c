package next700.simulation.zyzzyva;

import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signing;
import next700.protocol.zyzzyva.ZyzzyvaGroup;
import next700.trial.IdealAuthentication;

/** What a liar signs with: its own keys alone. */
record OwnKeys(ReplicaId speaker, ZyzzyvaGroup group) implements Signing {
    /** Nobody in particular. */
    @Override
    public ProcessId receiver() {
        return new ClientId(1);
    }

    @Override
    public boolean has(ProcessId maker) {
        return speaker.equals(maker);
    }

    @Override
    public Mac mac(ProcessId maker, Digest content, ProcessId to) {
        return new IdealAuthentication(speaker).mac(content, to);
    }

    @Override
    public Signature sign(ProcessId maker, Digest content) {
        return new IdealAuthentication(speaker).sign(content);
    }
}
