package next700.simulation;

import next700.trial.ChoiceTape;
import next700.trial.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;

/**
 * Links that lose, delay, duplicate and reorder, each message as the tape says. A delay of one unit of virtual time is
 * the boring choice; messages with different delays overtake one another.
 */
final class Network {
    private static final long DELAY = 1;

    /** Delays below this still let a request and its answer come back in time. */
    private static final long TIMELY = 9;

    private static final long[] DELAYS = {DELAY, 2, 4, 8, 16, 35};
    private static final long[] SECOND_COPIES = {3, 12, 30};
    private static final int LOSS = DELAYS.length;
    private static final int FATES = DELAYS.length + 1 + SECOND_COPIES.length;

    private final ChoiceTape tape;
    private final Setup setup;
    private final Facts facts;
    private final Consumer<Flight> takeOff;
    private final List<Flight> flights = new ArrayList<>();

    Network(ChoiceTape tape, Setup setup, Facts facts, Consumer<Flight> takeOff) {
        this.tape = tape;
        this.setup = setup;
        this.facts = facts;
        this.takeOff = takeOff;
    }

    /** Everything ever sent. */
    List<Flight> flights() {
        return flights;
    }

    /** A process sends a message as its protocol says. */
    void send(ProcessId from, ProcessId to, InstanceMessage message, long now, boolean byzantine, String remark) {
        if (facts.isHealed()) {
            fly(from, to, message, now, now + DELAY, byzantine, remark);
            return;
        }
        if (setup.partition()
                .filter(partition ->
                        now >= partition.from() && now < partition.until() && partition.separates(from, to))
                .isPresent()) {
            facts.disturbed();
            fly(from, to, message, now, Flight.LOST, byzantine, "lost in a partition");
            return;
        }
        int fate = tape.choose(FATES, Decision.NETWORK, Links.label(from, to));
        if (fate < DELAYS.length) {
            if (DELAYS[fate] > TIMELY) {
                facts.disturbed();
            }
            fly(from, to, message, now, now + DELAYS[fate], byzantine, remark);
        } else if (fate == LOSS) {
            facts.disturbed();
            fly(from, to, message, now, Flight.LOST, byzantine, remark.isEmpty() ? "lost" : remark + ", lost");
        } else {
            fly(from, to, message, now, now + DELAY, byzantine, remark);
            fly(from, to, message, now, now + SECOND_COPIES[fate - LOSS - 1], byzantine, "duplicate");
        }
    }

    /** The adversary's own messages arrive before anything that is on its way: it is at least as fast as anyone. */
    void inject(ProcessId from, ProcessId to, InstanceMessage message, long now, String remark) {
        facts.disturbed();
        fly(from, to, message, now, now, true, remark);
    }

    private void fly(
            ProcessId from, ProcessId to, InstanceMessage message, long now, long arrivesAt, boolean byzantine, String remark) {
        Flight flight = new Flight(flights.size(), from, to, message, now, arrivesAt, byzantine, remark);
        flights.add(flight);
        if (!flight.isLost()) {
            takeOff.accept(flight);
        }
    }
}
