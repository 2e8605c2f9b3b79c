package next700.linearizability.streaming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configurations of which none can do whatever another one can.
 *
 * <p>Of two with the same state, in which the same changes have taken effect, one stands for the other if it has seen
 * at least the same observations, used up at most the same operations that may never have happened, and was overwritten
 * no earlier.
 */
final class Antichain<S> {
    private record Kind<S>(S state, Slots changed) {}

    private final Slots changing;
    private final Slots optional;
    private final Map<Kind<S>, List<Configuration<S>>> classes = new LinkedHashMap<>();
    private int size;

    /**
     * An empty one.
     *
     * @param changing the pending operations that change something and must happen
     * @param optional those that may never happen
     */
    Antichain(Slots changing, Slots optional) {
        this.changing = changing;
        this.optional = optional;
    }

    void add(Configuration<S> configuration) {
        Kind<S> key = new Kind<>(configuration.state(), configuration.done().and(changing));
        List<Configuration<S>> equals = classes.computeIfAbsent(key, ignored -> new ArrayList<>(1));
        if (equals.stream().anyMatch(other -> standsFor(other, configuration))) {
            return;
        }
        size -= equals.size();
        equals.removeIf(other -> standsFor(configuration, other));
        equals.add(configuration);
        size += equals.size();
    }

    int size() {
        return size;
    }

    List<Configuration<S>> configurations() {
        List<Configuration<S>> all = new ArrayList<>(size);
        classes.values().forEach(all::addAll);
        return all;
    }

    private boolean standsFor(Configuration<S> one, Configuration<S> other) {
        return one.overwrittenAt() >= other.overwrittenAt()
                && one.done().and(optional).isSubsetOf(other.done())
                && other.done().minus(optional).isSubsetOf(one.done());
    }
}
