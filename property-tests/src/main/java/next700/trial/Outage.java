package next700.trial;

import next700.process.ProcessId;

/**
 * A process crashed, or came back.
 *
 * @param afterEvent the number of the last event before; -1 if there was none
 * @param at in units of virtual time
 * @param isOver whether it came back
 */
public record Outage(ProcessId process, int afterEvent, long at, boolean isOver) {}
