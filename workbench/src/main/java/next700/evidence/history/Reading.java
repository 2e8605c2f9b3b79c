package next700.evidence.history;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.history.Operation;
import next700.linearizability.Conventions;
import next700.linearizability.Keyed;
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.report.UsageException;

/**
 * How the operations of a history are to be read: as which object, by which conventions, and whether as one object or as
 * one at each key.
 *
 * @param named the object that was asked for; otherwise the functions that the history calls tell
 */
public record Reading(Optional<Specification<?>> named, Conventions conventions, Keying keying) {
    /** Whether a history is of one object or of one at each key. */
    public enum Keying {
        /** As its values tell. */
        TOLD,
        INDEPENDENT,
        SINGLE
    }

    /**
     * What a history is of.
     *
     * @param specification the object
     * @param otherwise what it may as well be of: pairs that are written may be of keys and values, or not
     * @param remark how it was read, where that had to be found out; else empty
     */
    public record Understood(Specification<?> specification, Optional<Specification<?>> otherwise, String remark) {}

    static final Reading USUAL = new Reading(Optional.empty(), Conventions.USUAL, Keying.TOLD);

    /**
     * Finds out what the history is of.
     *
     * @throws MalformedHistoryException if it calls what no object has
     * @throws UsageException if it does not tell, or a convention does not apply
     */
    public Understood understand(History history) {
        Keyed.Keys keys = switch (keying) {
            case SINGLE -> Keyed.Keys.NONE;
            case INDEPENDENT -> Keyed.Keys.NAMED;
            case TOLD -> named.filter(Reading::keepsKeys).isPresent() ? Keyed.Keys.NONE : Keyed.keysOf(history);
        };
        boolean told = keying == Keying.TOLD && keys == Keyed.Keys.NAMED;
        Specification<?> object = by(conventions, one(history, keys == Keyed.Keys.NAMED));
        if (keys != Keyed.Keys.NONE && keepsKeys(object)) {
            throw new UsageException("--independent: a " + object.name() + " keeps its keys apart already");
        }
        return switch (keys) {
            case NONE -> new Understood(object, Optional.empty(), "");
            case NAMED ->
                new Understood(
                        new Keyed<>(object),
                        Optional.empty(),
                        told
                                ? "read as a " + object.name()
                                        + " at each key, since calls name one; --single-key reads all as one"
                                : "");
            case POSSIBLE ->
                new Understood(
                        object,
                        Optional.of(new Keyed<>(object)),
                        "every value is a pair, and no call says whether its first is a key: read as one "
                                + object.name() + " and as one at each key (--single-key, --independent)");
        };
    }

    private static boolean keepsKeys(Specification<?> object) {
        return object.functions().contains("get") || object.functions().contains("txn");
    }

    /** The object, if it is one that the history has or has at each key. */
    private Specification<?> one(History history, boolean keyed) {
        if (named.isPresent()) {
            return named.get();
        }
        Optional<Specification<?>> detected = Specifications.detect(history, keyed);
        return detected.map(found -> found instanceof Keyed<?> objects ? objects.object() : found)
                .orElseThrow(() -> undetected(history));
    }

    private static Specification<?> by(Conventions conventions, Specification<?> object) {
        try {
            return conventions.appliedTo(object);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** What to say of a history that does not tell what it is of. */
    private static RuntimeException undetected(History history) {
        List<Specification<?>> all = Specifications.all();
        for (Operation operation : history.operations()) {
            if (all.stream().noneMatch(known -> known.functions().contains(operation.function()))) {
                return new MalformedHistoryException(
                        history.source(),
                        operation.invoked().line(),
                        0,
                        "no specification has a function '" + operation.function() + "'; there are "
                                + all.stream()
                                        .map(known -> known.name()
                                                + new TreeSet<>(known.functions())
                                                        .toString()
                                                        .replace('[', '(')
                                                        .replace(']', ')'))
                                        .collect(Collectors.joining(", ")));
            }
        }
        return new UsageException(history.source()
                + ": the functions that it calls do not tell its specification; name one with --spec: "
                + all.stream().map(Specification::name).collect(Collectors.joining(", ")));
    }
}
