package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * A replica that begins views which nobody has agreed on, with a NEW-VIEW that would do but for one thing. As a primary it
 * orders nothing, so that the others leave, and what they then say is what it makes its NEW-VIEWs of.
 */
final class Usurper implements Scheme {
    /** What its NEW-VIEWs lack for a whole run. */
    private enum Want {
        THE_PRIMARYS_SIGNATURE,
        DIFFERENT_REPLICAS,
        ONE_VIEW
    }

    private final ReplicaId self;
    private final Forger forger;
    private final Want want;
    private final Map<Long, Map<ReplicaId, ViewChange>> left = new TreeMap<>();
    private long usurped;

    Usurper(ReplicaId self, Forger forger) {
        this.self = self;
        this.forger = forger;
        this.want = Want.values()[forger.option(Want.values().length, "what its NEW-VIEWs lack")];
    }

    @Override
    public List<Effect.Send> insteadOf(Effect.Send send) {
        if (send.message() instanceof ViewChange own) {
            keep(own);
        }
        return send.message() instanceof PrePrepare ? List.of() : List.of(send);
    }

    @Override
    public List<Effect.Send> upon(InstanceMessage message) {
        if (!(message instanceof ViewChange change)) {
            return List.of();
        }
        keep(change);
        return switch (want) {
            case THE_PRIMARYS_SIGNATURE -> inTheNameOf(change.view());
            case DIFFERENT_REPLICAS -> withItsOwnOnly(change);
            case ONE_VIEW -> withThoseOf(change.view());
        };
    }

    private void keep(ViewChange change) {
        left.computeIfAbsent(change.view(), view -> new TreeMap<>()).put(change.replica(), change);
    }

    private List<Effect.Send> inTheNameOf(long view) {
        List<ViewChange> changes = new ArrayList<>(left.get(view).values());
        boolean suffice = changes.size() >= forger.group().certificate();
        return suffice && !forger.primaryOf(view).equals(self) ? begin(view, changes) : List.of();
    }

    private List<Effect.Send> withItsOwnOnly(ViewChange like) {
        long view = ownViewFrom(like.view());
        return begin(view, Collections.nCopies(forger.group().certificate(), own(view, like)));
    }

    /** And its own, which alone is of the view that it begins. */
    private List<Effect.Send> withThoseOf(long earlier) {
        long view = ownViewFrom(earlier + 1);
        Map<ReplicaId, ViewChange> changes = new TreeMap<>(left.get(earlier));
        changes.put(self, own(view, changes.values().iterator().next()));
        return changes.size() >= forger.group().certificate() ? begin(view, List.copyOf(changes.values())) : List.of();
    }

    private ViewChange own(long view, ViewChange like) {
        return forger.viewChange(self, view, like.stable(), List.of(), List.of());
    }

    private long ownViewFrom(long view) {
        return forger.primaryOf(view).equals(self) ? view : ownViewFrom(view + 1);
    }

    /** Each view once. */
    private List<Effect.Send> begin(long view, List<ViewChange> changes) {
        if (view <= usurped) {
            return List.of();
        }
        usurped = view;
        NewView begun = forger.newView(view, changes);
        return forger.others().stream()
                .map(other -> new Effect.Send(other, begun))
                .toList();
    }
}
