package next700.simulation.lcr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.simulation.lcr.LcrSetup.Fate;

/**
 * Connections between processes: each direction delivers in order, with delays that the tape decides, until the
 * connection breaks for ever.
 */
final class LcrNetwork {
    private static final long[] DELAYS = {0, 4, 15, 60};

    /** One direction of a connection. */
    private static final class Link {
        private final ArrayDeque<Integer> underway = new ArrayDeque<>();
        private long lastArrival;
        private boolean broken;
    }

    private record Ends(MemberId from, MemberId to) {}

    /** A message that was sent; when it is to arrive, if it does. */
    record Sent(int flight, MemberId from, MemberId to, LcrMessage message, int sentIn, long arrivesAt) {}

    private final ChoiceTape tape;
    private final Map<Ends, Link> links = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Set<Integer> lost = new HashSet<>();
    private final Map<Integer, Integer> arrivals = new HashMap<>();

    LcrNetwork(ChoiceTape tape) {
        this.tape = tape;
    }

    private Link link(MemberId from, MemberId to) {
        return links.computeIfAbsent(new Ends(from, to), unused -> new Link());
    }

    boolean isBroken(MemberId from, MemberId to) {
        return link(from, to).broken;
    }

    /** When the last of what one process sent to another arrives, if it does. */
    long lastArrival(MemberId from, MemberId to) {
        return link(from, to).lastArrival;
    }

    /** A delay beyond the least one. */
    long delay(String label) {
        return DELAYS[tape.choose(DELAYS.length, Decision.NETWORK, label)];
    }

    Sent send(MemberId from, MemberId to, LcrMessage message, int sentIn, long now) {
        Link link = link(from, to);
        int flight = sent.size();
        if (link.broken) {
            lost.add(flight);
        } else {
            link.lastArrival = Math.max(link.lastArrival, now + 1 + delay(from + ">" + to));
            link.underway.add(flight);
        }
        Sent message0 = new Sent(flight, from, to, message, sentIn, link.lastArrival);
        sent.add(message0);
        return message0;
    }

    /** Whether the message is still on its way, and arrives now. */
    boolean arrives(Sent message, int event) {
        link(message.from(), message.to()).underway.remove(message.flight());
        boolean arrives = !lost.contains(message.flight());
        if (arrives) {
            arrivals.put(message.flight(), event);
        }
        return arrives;
    }

    /** Breaks one direction, and returns when the last of what still arrives does. */
    long cut(MemberId from, MemberId to, Fate fate, long now) {
        Link link = link(from, to);
        link.broken = true;
        int kept = switch (fate) {
            case ARRIVES -> link.underway.size();
            case LOST -> 0;
            case HALF -> link.underway.size() / 2;
            case BY_RECEIVER ->
                tape.choose(2, Decision.NETWORK, "cut " + from + ">" + to) == 0 ? link.underway.size() : 0;
        };
        long last = now;
        int index = 0;
        for (int flight : link.underway) {
            if (index < kept) {
                last = Math.max(last, sent.get(flight).arrivesAt());
            } else {
                lost.add(flight);
            }
            index++;
        }
        return last;
    }

    List<LcrRun.Flight> flights() {
        return sent.stream()
                .map(message -> new LcrRun.Flight(
                        message.sentIn(),
                        message.from(),
                        message.to(),
                        message.message(),
                        arrivals.getOrDefault(message.flight(), -1)))
                .toList();
    }
}
