package next700.protocol;

/** A replica of one Abstract instance, given that instance's messages only. */
public interface InstanceReplica {
    void onMessage(Message message, Effects out);

    /** What it has executed. */
    LocalHistory local();
}
