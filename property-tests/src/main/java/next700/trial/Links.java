package next700.trial;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;

/** The links of one run: what becomes of a message, as the tape says and the trial's network allows. */
final class Links {
    /** Delivers, and tells processes that a link broke or can take more. */
    interface Ends {
        void arrived(Flight flight);

        void hear(ProcessId process, Input input);

        void sent(Flight flight);

        /** The number of events so far. */
        int events();
    }

    private record Pair(ProcessId from, ProcessId to) {}

    private static final class Link {
        private final ArrayDeque<Flight> underway = new ArrayDeque<>();
        private final String name;
        private long lastArrival;
        private boolean broken;

        Link(String name) {
            this.name = name;
        }
    }

    private static final long NEXT = 1;

    private final Trial trial;
    private final Network network;
    private final ChoiceTape tape;
    private final Ends ends;
    private final ObjLongConsumer<Runnable> agenda;
    private final Map<Pair, Link> links = new HashMap<>();
    private final List<Flight> flights = new ArrayList<>();
    private boolean healed;

    Links(Trial trial, ChoiceTape tape, Ends ends, ObjLongConsumer<Runnable> agenda) {
        this.trial = trial;
        this.network = trial.network();
        this.tape = tape;
        this.ends = ends;
        this.agenda = agenda;
    }

    List<Flight> flights() {
        return flights;
    }

    void heal() {
        healed = true;
    }

    boolean isHealed() {
        return healed;
    }

    /** Sends a message as the network has it. */
    void send(ProcessId from, ProcessId to, Message message, long now, boolean lie, String remark) {
        switch (network) {
            case Network.Lossy lossy -> send(lossy, from, to, message, now, lie, remark);
            case Network.Fifo fifo -> sendInOrder(from, to, message, now, lie, remark);
        }
    }

    /** Sends a message past the network. */
    void sendAfter(long delay, ProcessId from, ProcessId to, Message message, long now, boolean lie, String remark) {
        arrive(fly(from, to, message, sending(now, lie, remark, false), now + delay));
    }

    private void send(
            Network.Lossy lossy, ProcessId from, ProcessId to, Message message, long now, boolean lie, String remark) {
        List<Long> delays = lossy.delays();
        if (healed) {
            arrive(fly(from, to, message, sending(now, lie, remark, false), now + delays.get(0)));
            return;
        }
        if (trial.separates(from, to, now)) {
            fly(from, to, message, sending(now, lie, "lost in a partition", true), now);
            return;
        }
        int loss = delays.size();
        int fate = tape.choose(loss + 1 + lossy.secondCopies().size(), Decision.NETWORK, link(from, to).name);
        if (fate == loss) {
            fly(from, to, message, sending(now, lie, remark.isEmpty() ? "lost" : remark + ", lost", true), now);
            return;
        }
        arrive(fly(from, to, message, sending(now, lie, remark, false), now + delays.get(fate < loss ? fate : 0)));
        if (fate > loss) {
            long delay = lossy.secondCopies().get(fate - loss - 1);
            arrive(fly(from, to, message, sending(now, lie, "duplicate", false), now + delay));
        }
    }

    private void sendInOrder(ProcessId from, ProcessId to, Message message, long now, boolean lie, String remark) {
        Link link = link(from, to);
        if (link.broken) {
            fly(from, to, message, sending(now, lie, remark, true), link.lastArrival);
            long read = link(to, from).lastArrival;
            agenda.accept(() -> ends.hear(from, new Input.Lost(to)), NEXT + Math.max(now, read));
        } else {
            link.lastArrival = Math.max(link.lastArrival, now + NEXT + delay(link.name));
            Flight flight = fly(from, to, message, sending(now, lie, remark, false), link.lastArrival);
            link.underway.add(flight);
            arrive(flight);
        }
        if (trial.isMetered(message)) {
            agenda.accept(
                    () -> ends.hear(from, new Input.Writable(to, message)), now + NEXT + delay("link of " + from));
        }
    }

    private long delay(String label) {
        List<Long> delays = ((Network.Fifo) network).delays();
        return delays.get(tape.choose(delays.size(), Decision.NETWORK, label));
    }

    private Flight.Sending sending(long now, boolean lie, String remark, boolean lost) {
        return new Flight.Sending(ends.events() - 1, now, lie, remark, lost);
    }

    private Flight fly(ProcessId from, ProcessId to, Message message, Flight.Sending how, long arrivesAt) {
        Flight flight = new Flight(flights.size(), from, to, message, how, arrivesAt);
        flights.add(flight);
        ends.sent(flight);
        return flight;
    }

    private void arrive(Flight flight) {
        agenda.accept(() -> ends.arrived(flight), flight.arrivesAt());
    }

    /** A message is with its receiver. */
    void landed(Flight flight) {
        if (network instanceof Network.Fifo) {
            link(flight.from(), flight.to()).underway.remove(flight);
        }
    }

    private Link link(ProcessId from, ProcessId to) {
        return links.computeIfAbsent(
                new Pair(from, to),
                any -> new Link(from + (network instanceof Network.Lossy lossy ? lossy.arrow() : ">") + to));
    }

    /** All links of a process break, and the others notice. */
    void isolate(ProcessId process, Iterable<ProcessId> all, Network.Fate fate, long now) {
        if (network instanceof Network.Fifo) {
            for (ProcessId other : all) {
                if (!other.equals(process)) {
                    breakOneWay(process, other, fate, now);
                    sever(link(other, process), other, process, Network.Fate.ARRIVES, now);
                }
            }
        }
    }

    /** The receiver reads the rest of what was sent, and then finds the link broken. */
    void breakOneWay(ProcessId from, ProcessId to, Network.Fate fate, long now) {
        Link link = link(from, to);
        if (!link.broken) {
            long last = sever(link, from, to, fate, now);
            agenda.accept(() -> ends.hear(to, new Input.Lost(from)), last + NEXT + delay("suspicion"));
        }
    }

    /** When the last arrives of what does. */
    private long sever(Link link, ProcessId from, ProcessId to, Network.Fate fate, long now) {
        link.broken = true;
        int kept = switch (fate) {
            case ARRIVES -> link.underway.size();
            case LOST -> 0;
            case HALF -> link.underway.size() / 2;
            case BY_RECEIVER ->
                tape.choose(2, Decision.NETWORK, "cut " + from + ">" + to) == 0 ? link.underway.size() : 0;
        };
        long last = now;
        for (Flight flight : link.underway) {
            if (kept > 0) {
                last = Math.max(last, flight.arrivesAt());
            } else {
                flight.lose();
            }
            kept--;
        }
        return last;
    }
}
