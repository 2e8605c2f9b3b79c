package next700.protocol.ordering;

import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.ReplicaId;

/**
 * A deterministic state machine that consumes a total order: same submissions in the same order, same state and same
 * answers at every correct replica. The order hands it each sequence once, but does not look into submissions: a client
 * that repeats itself, or lies, may well be ordered twice, and the application must know what it has done already.
 */
public interface OrderedApplication {
    /** The state at one moment, as a value that later executions leave as it is. */
    interface State {
        /** Equal states have equal digests. */
        Digest digest();

        /** The state as bytes, from which {@link OrderedApplication#restore} makes it again. */
        Bytes snapshot();
    }

    /** Whether the submission would still change something. Of what would not, the order wastes no position on it. */
    boolean awaits(Submission submission);

    /**
     * Whether the next submission of the order can be executed now. If not, the application has asked others for what it
     * lacks; the order waits, and asks again when that may have come ({@link TotalOrder#goOn}).
     */
    default boolean isAbleTo(Submission submission, Effects out) {
        return true;
    }

    /**
     * Executes the next submission of the order, and answers its client.
     *
     * @param leader whom a client had best send its next submission to; a hint, to be passed on in answers
     */
    void execute(Submission submission, ReplicaId leader, Effects out);

    /** Answers once more, in full, what was executed already, if the answer is still known: the client did not get it. */
    void answerAgain(Submission submission, ReplicaId leader, Effects out);

    /** The state now, with all that answers to clients depend on. */
    State state();

    /**
     * Takes over a state that others reached.
     *
     * @param snapshot from an untrusted source
     * @param expected the digest of the state that is wanted
     * @return whether the snapshot was of that state; if not, nothing has changed
     */
    boolean restore(Bytes snapshot, Digest expected);
}
