package next700.report;

import java.util.List;
import java.util.Map;

/**
 * A run to step through, forwards and backwards: the space-time diagram with a cursor, what happens in the event under it,
 * which messages are under way, and the state of each process, with what the event changed ({@code run-view.js}).
 *
 * @param processes in the order of their lanes
 * @param events in the order in which they happened
 * @param flights in the order in which they set out
 * @param more how many events there are beyond those that are shown
 */
public record RunView(List<Lane> processes, List<Event> events, List<Flight> flights, int more) {
    private static final String KEYS =
            "Arrow keys step; Home and End jump; p and n go to the event before and after at the same process; click an event.";

    /**
     * The line of a process.
     *
     * @param state its fields at the beginning
     */
    public record Lane(String name, boolean byzantine, Map<String, String> state) {}

    /**
     * Something that a process did, or that happened to it.
     *
     * @param process the place of its process
     * @param what in a sentence
     * @param steps the names of the actions of the specification
     * @param effects what the process did
     * @param alarm what breaks here; empty if nothing does
     * @param changed the fields that differ from what they were before; null for one that is gone
     */
    public record Event(
            int process,
            long time,
            String what,
            List<String> steps,
            List<String> effects,
            String alarm,
            Map<String, String> changed) {}

    /**
     * A message.
     *
     * @param from the place of the process that sent it
     * @param sent the place of the event in which it was sent, -1 if before all; {@code lie} if in none, but after that
     * @param received the place of the event in which it was received, -1 if in none
     */
    public record Flight(int from, int to, int sent, int received, boolean lie, boolean lost, String what) {}

    public RunView {
        processes = List.copyOf(processes);
        events = List.copyOf(events);
        flights = List.copyOf(flights);
    }

    /** The markup; the page must carry the script {@code run-view} once. */
    public String toHtml() {
        return """
                <div class="run" tabindex="0">
                <div class="run-tools"></div>
                <div class="run-scroll"></div>
                <div class="run-panes"><div class="run-event" role="status"></div><div class="run-flights"></div></div>
                <div class="run-states"></div>
                <p class="run-keys">%s</p>
                <script type="text/plain">%s</script>
                </div>
                """.formatted(KEYS, Scripted.deflated(this));
    }
}
