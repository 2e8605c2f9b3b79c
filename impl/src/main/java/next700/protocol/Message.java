package next700.protocol;

/** Something that one process sends another, on behalf of one Abstract instance. */
public interface Message {
    /** The instance {@code i} that the message belongs to. */
    InstanceId instance();
}
