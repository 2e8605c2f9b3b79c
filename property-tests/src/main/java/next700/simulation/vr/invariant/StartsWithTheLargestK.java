package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.ProcessId;
import next700.protocol.vr.VrMessage.DoViewChange;
import next700.protocol.vr.VrMessage.StartView;

/**
 * 4.2, step 3: the new primary "sets its commit-number to the largest such number it received in the DOVIEWCHANGE messages". With a
 * smaller one operations would only be executed later; so this is the only place where that shows.
 */
final class StartsWithTheLargestK implements VrInvariant {
    private record Change(ProcessId primary, long view) {}

    private final Map<Change, Long> largest = new HashMap<>();

    @Override
    public String id() {
        return "VR.StartsWithTheLargestK";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        ProcessId self = moment.event().process();
        moment.event()
                .message()
                .filter(DoViewChange.class::isInstance)
                .map(DoViewChange.class::cast)
                .ifPresent(m -> largest.merge(new Change(self, m.v()), m.k(), Math::max));
        return moment.sent(StartView.class)
                .findFirst()
                .filter(m -> m.k() < largest.getOrDefault(new Change(self, m.v()), 0L))
                .map(m -> "%s was told that %d operations are committed. It starts view %d with %d."
                        .formatted(self, largest.get(new Change(self, m.v())), m.v(), m.k()));
    }
}
