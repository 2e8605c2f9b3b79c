package next700.simulation;

import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;

/**
 * A message on its way: who really sent it, whatever it says.
 *
 * @param number from 0, in the order of sending
 * @param arrivesAt in units of virtual time; {@link #LOST} if never
 * @param byzantine whether a Byzantine process made it, or made it be sent again
 * @param remark what is unusual about it; empty if nothing is
 */
public record Flight(
        int number,
        ProcessId from,
        ProcessId to,
        InstanceMessage message,
        long sentAt,
        long arrivesAt,
        boolean byzantine,
        String remark) {
    public static final long LOST = -1;

    /** The same with something else in it. */
    public Flight with(InstanceMessage other) {
        return new Flight(number, from, to, other, sentAt, arrivesAt, byzantine, remark);
    }

    public boolean isLost() {
        return arrivesAt == LOST;
    }
}
