package next700.trial;

import java.util.ArrayList;
import java.util.List;
import next700.process.Effect;
import next700.process.Input;

/** Tells a run in words, one line for each event, with what its protocol calls messages, steps and notices. */
public final class Narrator {
    /** What part of a story its ending is. */
    private static final int ENDING = 3;

    private final Words words;

    private Narrator(Words words) {
        this.words = words;
    }

    /** What went on in a run, numbered. */
    public static List<String> lines(RunResult run) {
        return new Narrator(run.subject().words()).lines(run.events());
    }

    /**
     * The same for whoever is to read it. A run in which something never happens goes on for tens of thousands of events: how it
     * begins and how it ends is told, and how many events lie between.
     *
     * @param most how many lines there may be, beside the one for what is left out
     */
    public static List<String> story(RunResult run, int most) {
        List<Event> events = run.events();
        if (events.size() <= most) {
            return lines(run);
        }
        Narrator narrator = new Narrator(run.subject().words());
        int ending = most / ENDING;
        List<String> story = new ArrayList<>(narrator.lines(events.subList(0, most - ending)));
        story.add("... %,d events more ...".formatted(events.size() - most));
        story.addAll(narrator.lines(events.subList(events.size() - ending, events.size())));
        return story;
    }

    private List<String> lines(List<Event> events) {
        return events.stream()
                .map(event -> event.number() + ". " + describe(event))
                .toList();
    }

    /** What happened in an event, in one line. */
    public static String line(Event event, Words words) {
        return new Narrator(words).describe(event);
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
        };
    }

    private static String circumstances(Flight flight) {
        return " (" + (flight.byzantine() ? "Byzantine" : "sent t=" + flight.sentAt())
                + (flight.remark().isEmpty() ? "" : ", " + flight.remark()) + ")";
    }
}
