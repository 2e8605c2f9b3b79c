package next700.evidence;

import java.util.List;
import java.util.Optional;
import next700.cluster.Recording;
import next700.report.Section;

/**
 * What a recorded run of some protocols is held against, where there is more to say than what clients of one object saw: such as
 * of protocols that tell their clients of histories, and of aborts. Found by {@link java.util.ServiceLoader}.
 */
public interface OwnChecks {
    /** All checks of the run, {@link NetworkChecks#seenByClients} among them; nothing, if it is of another protocol. */
    Optional<List<Section>> of(Recording recording);
}
