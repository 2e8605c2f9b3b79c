package next700.cli.lcr;

import java.util.List;
import java.util.Map;
import next700.history.History;
import next700.process.Bytes;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;

/**
 * What was recorded of a {@link ServiceRun}.
 *
 * @param ring the members that founded the group
 * @param killed who was ended without notice
 * @param killedAtNanos when, on the clock of the history
 * @param deliveries of each member, in its order
 * @param steps of all members, in an order that respects causality
 * @param history of the clients' operations
 */
public record ServiceRecording(
        List<MemberId> ring,
        MemberId killed,
        long killedAtNanos,
        Map<MemberId, List<Delivery>> deliveries,
        List<LcrStep> steps,
        History history) {

    /** A message as a member delivered it, by its place in the order. */
    public record Delivery(MemberId origin, long view, long position, Bytes message) {}
}
