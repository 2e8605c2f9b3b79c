package next700.simulation.adversary;

import next700.process.Message;
import next700.process.ProcessId;

/** How the adversary puts a message on the network. */
@FunctionalInterface
public interface Mouth {
    /**
     * Sends a message.
     *
     * @param remark what the message is for, for people
     */
    void say(ProcessId from, ProcessId to, Message message, String remark);
}
