package next700.protocol.pbft;

import next700.process.Digest;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Authenticator;
import next700.protocol.ordering.Submission;

/** How a replica of PBFT speaks to the others, how it knows who spoke to it, and how it records the steps that it takes. */
final class Voice {
    private final ReplicaState replica;
    private final Setting<ReplicaId> setting;

    Voice(ReplicaState replica) {
        this.replica = replica;
        this.setting = replica.setting;
    }

    /** The authenticator has an entry for this replica, which is the named replica's. */
    boolean isFromReplica(ReplicaId speaker, Digest content, Authenticator authenticator) {
        return setting.group().contains(speaker)
                && authenticator
                        .entryFor(setting.self())
                        .filter(mac -> setting.authentication().verify(content, speaker, mac))
                        .isPresent();
    }

    Authenticator authenticator(Digest content) {
        return setting.authentication().authenticator(content, setting.group());
    }

    /** A step in which the replica says something of a slot; what it says is kept, to be said again to who missed it. */
    void say(String step, PbftMessage message, Slot slot, Digest batch, Effects out) {
        replica.formerLife.note(replica.views.view(), replica.log.high(), out);
        took(step, slot, batch, out);
        slot.said(message);
        toOthers(message, out);
    }

    void toOthers(PbftMessage message, Effects out) {
        for (ReplicaId other : setting.group().replicas()) {
            if (!other.equals(setting.self())) {
                out.send(other, message);
            }
        }
    }

    void took(String step, Effects out) {
        out.took(StepRecord.of(StepKind.INTERNAL, step, setting.self(), setting.instance()));
    }

    void took(String step, Slot slot, Digest batch, Effects out) {
        long stable = replica.checkpoints.stable().sequence();
        took(step, Placement.of(replica.views.view(), stable, slot.sequence(), batch), out);
    }

    void took(String step, Placement placement, Effects out) {
        out.took(StepRecord.of(StepKind.INTERNAL, step, setting.self(), setting.instance())
                .placing(placement));
    }

    void took(String step, Submission submission, Effects out) {
        out.took(StepRecord.of(StepKind.INTERNAL, step, setting.self(), setting.instance())
                .about(submission.request()));
    }
}
