package next700.trial.liar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import next700.process.Message;
import next700.trial.Flight;

/** What was said, and is remembered: of each kind of message the last few, and a few of long ago. */
final class Heard {
    private static final int RECENT = 24;
    private static final int OLD = 8;

    /** So that what is kept of long ago is of many times. */
    private static final int EVERY = 5;

    /** As many parts are offered in the place of another. */
    private static final int OFFERED = 24;

    private final Map<Class<?>, List<Flight>> recent = new LinkedHashMap<>();
    private final Map<Class<?>, List<Flight>> old = new LinkedHashMap<>();
    private final Map<Class<?>, Integer> forgotten = new LinkedHashMap<>();
    private int read;

    /** Takes note of what was said since. */
    void listen(List<Flight> flights) {
        for (; read < flights.size(); read++) {
            Flight flight = flights.get(read);
            Class<?> kind = flight.message().getClass();
            List<Flight> known = recent.computeIfAbsent(kind, any -> new ArrayList<>());
            if (!known.isEmpty() && known.get(0).message().equals(flight.message())) {
                continue;
            }
            known.add(0, flight);
            if (known.size() > RECENT) {
                age(kind, known.remove(known.size() - 1));
            }
        }
    }

    private void age(Class<?> kind, Flight flight) {
        if (forgotten.merge(kind, 1, Integer::sum) % EVERY == 1) {
            List<Flight> known = old.computeIfAbsent(kind, any -> new ArrayList<>());
            if (known.size() < OLD) {
                known.add(flight);
            }
        }
    }

    /** The kinds of messages that were heard, in the order in which they first were. */
    List<Class<?>> kinds() {
        return List.copyOf(recent.keySet());
    }

    /** Those of a kind, the latest first. */
    List<Flight> of(Class<?> kind) {
        List<Flight> all = new ArrayList<>(recent.getOrDefault(kind, List.of()));
        all.addAll(old.getOrDefault(kind, List.of()));
        return all;
    }

    /** The messages of a kind that were heard, the latest first. */
    List<Message> messages(Class<?> kind) {
        return of(kind).stream().map(Flight::message).distinct().toList();
    }

    /** Values of a type that stood in a component of this name, and then elsewhere; each once, the latest first. */
    List<Object> parts(String name, Class<?> type) {
        List<Object> namesakes = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        int deepest = RECENT + OLD;
        for (int back = 0; back < deepest && namesakes.size() < OFFERED; back++) {
            for (Class<?> kind : recent.keySet()) {
                List<Flight> known = of(kind);
                if (back < known.size()) {
                    collect(Anatomy.whole(known.get(back).message()), name, type, namesakes, others);
                }
            }
        }
        others.removeAll(namesakes);
        namesakes.addAll(others);
        return namesakes.subList(0, Math.min(OFFERED, namesakes.size()));
    }

    private void collect(Anatomy.Part part, String name, Class<?> type, List<Object> namesakes, List<Object> others) {
        if (type.isInstance(part.value())) {
            List<Object> found = part.name().equals(name) ? namesakes : others;
            if (found.size() < OFFERED && !found.contains(part.value())) {
                found.add(part.value());
            }
            return;
        }
        Anatomy.parts(part).forEach(each -> collect(each, name, type, namesakes, others));
    }
}
