package next700.trial;

import java.util.ArrayList;
import java.util.List;
import next700.process.Effect;
import next700.process.Input;

/** Tells a run in words, one line for each event, with what its protocol calls messages, steps and notices. */
public final class Narrator {
    private final Words words;

    private Narrator(Words words) {
        this.words = words;
    }

    /** What went on in a run, numbered. */
    public static List<String> lines(RunResult run) {
        Narrator narrator = new Narrator(run.subject().words());
        return run.events().stream()
                .map(event -> event.number() + ". " + narrator.describe(event))
                .toList();
    }

    /** What happened in an event, in one line. */
    public static String line(Event event, Words words) {
        return new Narrator(words).describe(event);
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
