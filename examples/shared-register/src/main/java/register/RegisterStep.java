package register;

import next700.process.ProcessId;
import next700.process.Taken;

/** A step of the specification that a process took, for a client, about a stamp. */
public record RegisterStep(String step, ProcessId process, ProcessId client, Stamp stamp) implements Taken {}
