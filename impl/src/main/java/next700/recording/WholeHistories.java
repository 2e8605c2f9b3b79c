package next700.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.StepRecord;

/**
 * Makes histories whole that checkpoints have cut off, for observers, from those that were seen before. A digest tells
 * which they are, so that nothing needs to be believed.
 */
public final class WholeHistories {
    private final Map<Digest, History> known = new HashMap<>();

    public WholeHistories() {
        known.put(History.EMPTY.digest(), History.EMPTY);
    }

    /** The history with all its requests, unless it begins with what was never seen. It, and its prefixes, are seen now. */
    public Optional<History> of(History history) {
        Deque<History> unseen = new ArrayDeque<>();
        History seen = history;
        while (!known.containsKey(seen.digest())) {
            if (seen.length() == seen.base().length()) {
                return Optional.empty();
            }
            unseen.push(seen);
            seen = seen.parent();
        }
        History whole = known.get(seen.digest());
        for (History next : unseen) {
            whole = next.isWhole() ? next : whole.append(next.last());
            known.put(whole.digest(), whole);
        }
        return Optional.of(whole);
    }

    /** The step with whole histories, unless one of them begins with what was never seen. */
    public Optional<StepRecord> of(StepRecord step) {
        Optional<History> init = step.init().flatMap(this::of);
        Optional<History> history = step.history().flatMap(this::of);
        if (init.isPresent() != step.init().isPresent()
                || history.isPresent() != step.history().isPresent()) {
            return Optional.empty();
        }
        StepRecord whole = step.initialisedBy(init);
        return Optional.of(history.map(whole::with).orElse(whole));
    }
}
