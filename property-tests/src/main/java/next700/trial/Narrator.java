package next700.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.process.Effect;
import next700.process.Input;

/**
 * Tells a run in words, with what its protocol calls messages, steps and notices: a line with a number for each event, and
 * beneath it who crashed after it or came back, and what liars then said.
 */
public final class Narrator {
    /** What part of a story its ending is. */
    private static final int ENDING = 3;

    private final Words words;

    private Narrator(Words words) {
        this.words = words;
    }

    /** What went on in a run. */
    public static List<String> lines(RunResult run) {
        return story(run, run.events().size());
    }

    /**
     * The same for whoever is to read it. A run in which something never happens goes on for tens of thousands of events: how it
     * begins and how it ends is told, and how many events lie between.
     *
     * @param most how many events are told
     */
    public static List<String> story(RunResult run, int most) {
        List<Event> events = run.events();
        int leftOut = Math.max(0, events.size() - most);
        int ending = leftOut == 0 ? 0 : most / ENDING;
        Narrator narrator = new Narrator(run.subject().words());
        Map<Integer, List<String>> between = narrator.between(run);
        List<String> story = new ArrayList<>(between.getOrDefault(-1, List.of()));
        story.addAll(narrator.lines(events.subList(0, events.size() - leftOut - ending), between));
        if (leftOut > 0) {
            story.add("... %,d events more ...".formatted(leftOut));
        }
        story.addAll(narrator.lines(events.subList(events.size() - ending, events.size()), between));
        return story;
    }

    private List<String> lines(List<Event> events, Map<Integer, List<String>> between) {
        List<String> lines = new ArrayList<>();
        for (Event event : events) {
            lines.add(event.number() + ". " + describe(event));
            lines.addAll(between.getOrDefault(event.number(), List.of()));
        }
        return lines;
    }

    /** What happened after each event, and is none of a correct process. */
    private Map<Integer, List<String>> between(RunResult run) {
        Map<Integer, List<String>> between = new HashMap<>();
        for (Outage outage : run.outages()) {
            String what = outage.isOver()
                    ? " is back, with nothing but what it had stored"
                    : " crashes, and loses its memory";
            add(between, outage.afterEvent(), outage.at(), outage.process() + what);
        }
        for (Flight flight : run.flights()) {
            if (flight.byzantine()) {
                String lie = words.message(flight.message()) + remark(flight);
                add(between, flight.sentIn(), flight.sentAt(), flight.from() + " lies to " + flight.to() + ": " + lie);
            }
        }
        return between;
    }

    private static void add(Map<Integer, List<String>> between, int event, long time, String what) {
        between.computeIfAbsent(event, any -> new ArrayList<>()).add("    t=" + time + " " + what);
    }

    private static String remark(Flight flight) {
        return flight.remark().isEmpty() ? "" : " (" + flight.remark() + ")";
    }

    /** What came to the process in an event. */
    public static String input(Event event, Words words) {
        return new Narrator(words).input(event);
    }

    private String describe(Event event) {
        String line = "t=" + event.time() + " " + event.process() + " " + input(event);
        List<String> outcome = new ArrayList<>();
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Took took -> outcome.add(words.step(took.step()));
                case Effect.Tell tell -> outcome.add(words.notice(tell.notice()));
                default -> {}
            }
        }
        outcome.removeIf(String::isEmpty);
        return outcome.isEmpty() ? line : line + ": " + String.join("; ", outcome);
    }

    private String input(Event event) {
        return switch (event.input()) {
            case Input.Received received ->
                "receives " + words.message(received.message()) + " from " + received.from()
                        + event.flight().map(Narrator::circumstances).orElse("");
            case Input.Expired expired -> "timer " + expired.timer() + " runs out";
            case Input.Called called -> words.call(called.call());
            case Input.Lost lost -> "finds the link to " + lost.peer() + " broken";
            case Input.Writable writable -> "can send to " + writable.peer() + " again";
            case Input.Drawn drawn -> "draws " + drawn.number();
            case Input.Started started -> "begins";
        };
    }

    private static String circumstances(Flight flight) {
        return " (" + (flight.byzantine() ? "a lie" : "sent t=" + flight.sentAt())
                + (flight.remark().isEmpty() ? "" : ", " + flight.remark()) + ")";
    }
}
