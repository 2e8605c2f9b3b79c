package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.Effect;
import next700.process.ProcessId;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrReplica;

/**
 * 8.2: "when a recovering replica changes its status to normal it does so in a state at least as recent as what it knew when it
 * failed": as far as it had told anybody, that is, "when it sent its last PREPAREOK, DOVIEWCHANGE, or RECOVERYRESPONSE message".
 * What was in its memory and never left it is of no account.
 */
final class RecoversWhatItKnew implements VrInvariant {
    /** What a replica has told of: its latest view, and by view how much of the log. */
    private static final class Told {
        private long view;
        private final Map<Long, Long> upTo = new HashMap<>();

        private void tells(long ofView, long n) {
            view = Math.max(view, ofView);
            upTo.merge(ofView, n, Math::max);
        }
    }

    private final Map<ProcessId, Told> told = new HashMap<>();

    @Override
    public String id() {
        return "VR.RecoversWhatItKnew";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        if (moment.replica().isEmpty()) {
            return Optional.empty();
        }
        VrReplica replica = moment.replica().get();
        Told former = told.computeIfAbsent(replica.self(), any -> new Told());
        Optional<String> lost = moment.steps("VR.Recover").findFirst().flatMap(step -> lost(replica, former));
        moment.event().effects().stream()
                .filter(Effect.Send.class::isInstance)
                .forEach(effect -> note((VrMessage) ((Effect.Send) effect).message(), former));
        return lost;
    }

    private static void note(VrMessage message, Told told) {
        switch (message) {
            case VrMessage.Prepare m -> told.tells(m.v(), m.n());
            case VrMessage.PrepareOk m -> told.tells(m.v(), m.n());
            case VrMessage.StartViewChange m -> told.tells(m.v(), 0);
            case VrMessage.DoViewChange m -> told.tells(m.v(), 0);
            case VrMessage.StartView m -> told.tells(m.v(), m.l().size());
            default -> {}
        }
    }

    private static Optional<String> lost(VrReplica now, Told former) {
        long upTo = former.upTo.getOrDefault(now.view(), 0L);
        boolean isLost = former.view > now.view() || upTo > now.log().size();
        return isLost
                ? Optional.of(
                        "Before it crashed, %s had told of view %d, and of %d entries of view %d. It recovers %d in view %d."
                                .formatted(
                                        now.self(),
                                        former.view,
                                        upTo,
                                        now.view(),
                                        now.log().size(),
                                        now.view()))
                : Optional.empty();
    }
}
