package next700.protocol.abstraction;

import next700.process.Message;

/** A message that belongs to one Abstract instance. */
public interface InstanceMessage extends Message {
    /** The instance {@code i} that the message belongs to. */
    InstanceId instance();
}
