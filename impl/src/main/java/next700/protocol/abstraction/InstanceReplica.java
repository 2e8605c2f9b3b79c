package next700.protocol.abstraction;

import java.util.Optional;
import next700.process.Effects;

/** A replica of one Abstract instance, given that instance's messages and timers only. */
public interface InstanceReplica {
    void onMessage(InstanceMessage message, Effects out);

    void onTimer(InstanceTimer timer, Effects out);

    /** What it has executed; nothing where no instance ever goes on from here, since this one never aborts. */
    Optional<LocalHistory> local();

    /**
     * Looks whether the replica's own invariants hold, as {@link next700.process.Automaton#check} does.
     *
     * @throws IllegalStateException naming the invariant that does not hold
     */
    default void check() {}
}
