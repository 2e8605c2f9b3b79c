package next700.abstraction;

import java.util.List;

/** Something that a property has to say about a run, in words, with the events that show it. */
public record Finding(String explanation, List<AbstractEvent> events) {
    public Finding {
        events = List.copyOf(events);
    }
}
