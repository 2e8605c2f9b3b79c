package next700.linearizability;

import java.util.function.Predicate;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/** What a compare-and-set says that failed; recorders differ. */
public enum FailedCas {
    /** It did not happen: it was refused, or nobody could be reached, or the old value was not there. */
    DID_NOT_HAPPEN,
    /** The object was asked, and had another value than the old one. */
    SAW_ANOTHER;

    /**
     * The meaning of a compare-and-set. One that was answered {@code false} saw another value whatever a failure says.
     *
     * @param holdsOld whether the old value is there
     */
    <S> Meaning<S> meaning(Operation operation, Predicate<S> holdsOld, Transition<S> change) {
        boolean sawAnother = switch (operation.completion()) {
            case Completion.Ok ok -> saysNo(ok.value());
            case Completion.Failed failed -> this == SAW_ANOTHER;
            case Completion.Unknown unknown -> false;
        };
        return sawAnother ? Meaning.observed(holdsOld.negate()) : Meaning.change(operation, change);
    }

    /** Whether the answer is false, alone or beside a key. */
    private static boolean saysNo(Value answer) {
        return answer.equals(Value.of(false))
                || Pair.of(answer)
                        .filter(pair -> pair.second().equals(Value.of(false)))
                        .isPresent();
    }
}
