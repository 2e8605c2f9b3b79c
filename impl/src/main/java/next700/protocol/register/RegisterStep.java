package next700.protocol.register;

import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A step that a process took.
 *
 * @param client for whom
 * @param stamp of what the step is about: what a replica answers or takes, what a client tells or returns
 * @param value under the stamp
 */
public record RegisterStep(String step, ProcessId process, ProcessId client, Stamp stamp, long value) implements Taken {
    static RegisterStep of(String step, ProcessId process, ProcessId client, Held held) {
        return new RegisterStep(step, process, client, held.stamp(), held.value());
    }
}
