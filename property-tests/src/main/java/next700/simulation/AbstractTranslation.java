package next700.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import next700.abstraction.AbstractEvent;
import next700.abstraction.HistoryReference;
import next700.abstraction.HistoryTree;
import next700.abstraction.RequestHistory;
import next700.abstraction.UndeclaredHistory;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.composition.Composition;

/**
 * Says in the words of Abstract's interface what the steps of processes mean: clients invoke, commit
 * and abort, and a replica that adopts an init history is initialised. All histories of one translation are in one tree.
 */
public final class AbstractTranslation {
    private final Composition composition;
    private final Function<Digest, Optional<History>> resolve;
    private final Function<Request, String> name;
    private final HistoryTree tree = new HistoryTree();
    private final Map<Digest, RequestHistory> histories = new HashMap<>();

    /**
     * Starts a translation.
     *
     * @param resolve the history of a digest, if any replica had it; a client that commits knows the digest only
     * @param name names that tell requests apart
     */
    public AbstractTranslation(
            Composition composition, Function<Digest, Optional<History>> resolve, Function<Request, String> name) {
        this.composition = composition;
        this.resolve = resolve;
        this.name = name;
        histories.put(History.EMPTY.digest(), tree.empty());
    }

    /** No run comes to so many: what is beyond was a liar's number, and whoever believed it broke another property. */
    private static int number(InstanceId instance) {
        return (int) Math.min(instance.number(), Integer.MAX_VALUE);
    }

    /** What the step means at the interface, if anything. */
    public Optional<AbstractEvent> translate(StepRecord step, long time) {
        int instance = number(step.instance());
        String process = step.process().toString();
        return switch (step.kind()) {
            case INVOKES ->
                Optional.of(new AbstractEvent.Invoke(
                        instance, process, requestOf(step), step.init().map(this::history), time));
            case ORDERS, EXECUTES, STOPS ->
                step.init().map(adopted -> new AbstractEvent.Init(instance, process, history(adopted), time));
            case COMMITS ->
                Optional.of(new AbstractEvent.Commit(
                        instance,
                        process,
                        requestOf(step),
                        committed(step.committed().orElseThrow()),
                        Optional.empty(),
                        time));
            case ABORTS ->
                Optional.of(new AbstractEvent.Abort(
                        instance,
                        process,
                        requestOf(step),
                        history(step.history().orElseThrow()),
                        number(composition.next(step.instance())),
                        time));
            case PANICS, INTERNAL -> Optional.empty();
        };
    }

    private String requestOf(StepRecord step) {
        return name.apply(step.request().orElseThrow());
    }

    private HistoryReference committed(Digest digest) {
        Optional<History> known = resolve.apply(digest);
        return known.isPresent() ? history(known.get()) : new UndeclaredHistory(digest.abbreviated());
    }

    /** Histories are as long as runs, so this walks back to what is known instead of recurring. */
    private RequestHistory history(History history) {
        Deque<History> unknown = new ArrayDeque<>();
        History known = history;
        while (!histories.containsKey(known.digest())) {
            unknown.push(known);
            known = known.parent();
        }
        RequestHistory translated = histories.get(known.digest());
        for (History next : unknown) {
            translated = tree.append(translated, name.apply(next.last()));
            histories.put(next.digest(), translated);
        }
        return translated;
    }
}
