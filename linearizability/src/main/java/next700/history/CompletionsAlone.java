package next700.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A recording of transactions that begins with a completion: what came of them was recorded, and not when they began. Each
 * may have begun at any time since its process had ended the one before, or since the beginning if there is none: that is
 * when they are invoked here, so that nothing is held to be ordered that might not be.
 */
final class CompletionsAlone {
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Queue<RecordedEvent>> ofProcess = new LinkedHashMap<>();

    void add(RecordedEvent event) {
        events.add(event);
        ofProcess
                .computeIfAbsent(event.process(), process -> new ArrayDeque<>())
                .add(event);
    }

    /** Hands on all events, the invocations that were not recorded among them. */
    void replay(Consumer<RecordedEvent> reader, Consumer<String> remarks) {
        int supplied = 0;
        long start = events.getFirst().time();
        for (Queue<RecordedEvent> own : ofProcess.values()) {
            supplied += begin(own.element(), start, reader);
        }
        for (RecordedEvent event : events) {
            reader.accept(event);
            Queue<RecordedEvent> next = ofProcess.get(event.process());
            next.remove();
            if (event.type() != RecordedEvent.Type.INVOKE && !next.isEmpty()) {
                supplied += begin(next.element(), event.time(), reader);
            }
        }
        remarks.accept(
                supplied + " transactions were recorded without their invocations: each may have begun at any time"
                        + " since the one before it of the same process");
    }

    /** Invokes what the event completes, if it completes anything; how many invocations that makes. */
    private static int begin(RecordedEvent event, long time, Consumer<RecordedEvent> reader) {
        if (event.type() == RecordedEvent.Type.INVOKE) {
            return 0;
        }
        reader.accept(new RecordedEvent(
                RecordedEvent.Type.INVOKE, event.process(), event.function(), event.value(), time, event.line()));
        return 1;
    }
}
