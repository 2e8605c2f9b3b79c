package next700.protocol.ordering;

import next700.process.Effects;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;

/** The part of a replica that agrees with the others on the order of submissions, and has its application execute them. */
public interface TotalOrder {
    /** Takes a message of the order, or a client's submission; ignores messages of any other kind. */
    void onMessage(InstanceMessage message, Effects out);

    void onTimer(InstanceTimer timer, Effects out);

    /** The application may be able now to execute what it was not able to. */
    void goOn(Effects out);

    /** A replica that lost its memory begins to get back what it lost. */
    void resume(Effects out);

    /**
     * Looks whether its own invariants hold, as {@link next700.process.Automaton#check} does.
     *
     * @throws IllegalStateException naming the invariant that does not hold
     */
    default void check() {}
}
