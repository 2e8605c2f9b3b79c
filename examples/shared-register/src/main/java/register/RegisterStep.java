package register;

import next700.process.ProcessId;
import next700.process.Taken;

/** A step of the specification that a process took, about a stamp. */
public record RegisterStep(String step, ProcessId process, Stamp stamp) implements Taken {}
