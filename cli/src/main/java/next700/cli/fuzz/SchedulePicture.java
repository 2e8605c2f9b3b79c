package next700.cli.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import next700.cli.report.SpaceTimeDiagram;
import next700.cli.report.SpaceTimeDiagram.Arrow;
import next700.cli.report.SpaceTimeDiagram.Kind;
import next700.cli.report.SpaceTimeDiagram.Lane;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Narrator;
import next700.trial.RunResult;

/**
 * A simulated run as a space-time diagram. Its columns are the events in their order, since many of them happen at the
 * same virtual time.
 */
final class SchedulePicture {
    private static final long COLUMN = 1000;
    private static final int MAX_EVENTS = 160;

    private final RunResult run;
    private final int accused;
    private final List<Event> events;
    private final Map<Flight, Event> arrivals = new HashMap<>();

    private SchedulePicture(RunResult run, int accused) {
        this.run = run;
        this.accused = accused;
        this.events = run.events().stream()
                .filter(event -> event.number() <= Math.max(accused, 0) + 2 || accused < 0)
                .limit(MAX_EVENTS)
                .toList();
        events.forEach(event -> event.flight().ifPresent(flight -> arrivals.put(flight, event)));
    }

    /**
     * Draws a run.
     *
     * @param accused the number of the event in which a property broke
     */
    static String of(RunResult run, int accused) {
        return new SchedulePicture(run, accused).draw();
    }

    private String draw() {
        List<SpaceTimeDiagram.Event> points = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        Set<ProcessId> seen = new TreeSet<>();
        for (Event event : events) {
            seen.add(event.process());
            points.add(new SpaceTimeDiagram.Event(
                    event.process().name(),
                    event.number() * COLUMN,
                    String.join(
                            " ", event.steps().stream().map(step -> step.step()).toList()),
                    Narrator.line(event, run.subject().words()),
                    event.number() == accused));
        }
        for (Flight flight : run.flights()) {
            Event arrival = arrivals.get(flight);
            if (arrival != null) {
                seen.add(flight.from());
                long received = arrival.number() * COLUMN;
                long sent = Math.min(sentIn(flight), received - COLUMN / 4);
                arrows.add(arrow(flight, sent, received, flight.byzantine() ? Kind.BYZANTINE : Kind.MESSAGE));
            } else if (flight.isLost() && isShown(flight)) {
                long sent = sentIn(flight);
                arrows.add(arrow(flight, sent, sent + COLUMN, Kind.LOST));
            }
        }
        return new SpaceTimeDiagram(lanes(seen), points, arrows).toSvg();
    }

    /** Clients that take part above all others, whom they call; others whether they take part or not. */
    private List<Lane> lanes(Set<ProcessId> seen) {
        Set<ProcessId> others = new TreeSet<>(seen);
        others.addAll(run.trial().cast());
        others.removeIf(ClientId.class::isInstance);
        return Stream.concat(seen.stream().filter(ClientId.class::isInstance), others.stream())
                .map(process -> new Lane(process.name(), run.trial().byzantine().contains(process)))
                .toList();
    }

    private boolean isShown(Flight flight) {
        return !events.isEmpty() && flight.sentAt() <= events.getLast().time();
    }

    private Arrow arrow(Flight flight, long sent, long received, Kind kind) {
        String remark = flight.remark().isEmpty() ? "" : " (" + flight.remark() + ")";
        return new Arrow(
                flight.from().name(),
                sent,
                flight.to().name(),
                received,
                flight.from() + " → " + flight.to() + ": "
                        + run.subject().words().message(flight.message()) + remark,
                kind);
    }

    /** The column of the event that sent the message; what Byzantine processes do is no event, so between two. */
    private long sentIn(Flight flight) {
        int event = flight.sentIn();
        boolean isEvents = event >= 0
                && event < run.events().size()
                && run.events().get(event).process().equals(flight.from())
                && !flight.byzantine();
        return event * COLUMN + (isEvents ? 0 : COLUMN / 2);
    }
}
