package next700.linearizability;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * What a recorded operation says about the object.
 *
 * @param fate whether it took effect
 * @param key the part of the object that it concerns, if it concerns only one. Where all operations of a history do,
 *     the parts are checked one by one, since linearizability is local (Herlihy and Wing, "Linearizability", TOPLAS 1990)
 * @param transition what it does if it takes effect
 */
public record Meaning<S>(Fate fate, Optional<Value> key, Transition<S> transition) {

    /** Whether an operation took effect, and of what kind. */
    public enum Fate {
        /** It took effect between its invocation and its completion. */
        HAPPENED,
        /** It took effect between its invocation and its completion, and changes no state, whichever it finds. */
        OBSERVED,
        /** It took effect at some time after its invocation, or never will. */
        POSSIBLE,
        /** It did not take effect, or nothing can be learnt from whether it did. */
        IRRELEVANT
    }

    public static <S> Meaning<S> happened(Transition<S> transition) {
        return new Meaning<>(Fate.HAPPENED, Optional.empty(), transition);
    }

    public static <S> Meaning<S> possible(Transition<S> transition) {
        return new Meaning<>(Fate.POSSIBLE, Optional.empty(), transition);
    }

    /** The operation saw that this was so, and left it so. */
    public static <S> Meaning<S> observed(Predicate<S> seen) {
        return new Meaning<>(Fate.OBSERVED, Optional.empty(), state -> seen.test(state) ? state : null);
    }

    public static <S> Meaning<S> irrelevant() {
        return new Meaning<>(Fate.IRRELEVANT, Optional.empty(), state -> state);
    }

    /** A change that took effect if it was answered, did not if it failed, and may have if nobody knows. */
    public static <S> Meaning<S> change(Operation operation, Transition<S> transition) {
        return switch (operation.completion()) {
            case Completion.Ok ok -> happened(transition);
            case Completion.Failed failed -> irrelevant();
            case Completion.Unknown unknown -> possible(transition);
        };
    }

    /** An observation, of which nothing is learnt unless it was answered. */
    public static <S> Meaning<S> observation(Operation operation, Function<Value, Transition<S>> seen) {
        return operation.completion() instanceof Completion.Ok ok
                ? new Meaning<>(Fate.OBSERVED, Optional.empty(), seen.apply(ok.value()))
                : irrelevant();
    }

    /** The same of one key only. */
    public Meaning<S> of(Value concerned) {
        return new Meaning<>(fate, Optional.of(concerned), transition);
    }
}
