package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrReplica;

/** 4.2: "two operations can be assigned the same number only when there has been a view change". */
final class OneLogPerView implements VrInvariant {
    private record Place(long view, int n) {}

    private final Map<Place, Request> first = new HashMap<>();

    @Override
    public String id() {
        return "VR.OneLogPerView";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        return moment.replica()
                .filter(VrReplica::isNormal)
                .filter(replica -> !moment.steps().isEmpty())
                .flatMap(this::differing);
    }

    private Optional<String> differing(VrReplica replica) {
        List<Request> log = replica.log();
        for (int n = 1; n <= log.size(); n++) {
            Request mine = log.get(n - 1);
            Request other = first.putIfAbsent(new Place(replica.view(), n), mine);
            if (other != null && !other.equals(mine)) {
                return Optional.of("In view %d request %s.%d has number %d. At %s it is %s.%d."
                        .formatted(replica.view(), other.c(), other.s(), n, replica.self(), mine.c(), mine.s()));
            }
        }
        return Optional.empty();
    }
}
