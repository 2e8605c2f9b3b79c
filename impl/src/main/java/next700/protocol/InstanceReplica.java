package next700.protocol;

/** A replica of one Abstract instance, given that instance's messages and timers only. */
public interface InstanceReplica {
    void onMessage(Message message, Effects out);

    void onTimer(Timer timer, Effects out);

    /** What it has executed. */
    LocalHistory local();
}
