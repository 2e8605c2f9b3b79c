package next700.protocol;

import java.util.Optional;

/** A replica of one Abstract instance, given that instance's messages and timers only. */
public interface InstanceReplica {
    void onMessage(Message message, Effects out);

    void onTimer(Timer timer, Effects out);

    /** What it has executed; nothing where no instance ever goes on from here, since this one never aborts. */
    Optional<LocalHistory> local();
}
