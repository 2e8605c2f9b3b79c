package next700.protocol.abstraction;

import next700.process.Effects;
import java.util.Optional;

/** A replica of one Abstract instance, given that instance's messages and timers only. */
public interface InstanceReplica {
    void onMessage(InstanceMessage message, Effects out);

    void onTimer(InstanceTimer timer, Effects out);

    /** What it has executed; nothing where no instance ever goes on from here, since this one never aborts. */
    Optional<LocalHistory> local();
}
