package next700.protocol.paxos;

import next700.process.Bound;

/** The last view that a server has installed, and in lower ones of which it accepts nothing any more; it is stored. */
public record Installed(@Bound long view) {}
