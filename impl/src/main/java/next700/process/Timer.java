package next700.process;

/** A timer of a process; setting one that equals a running one restarts it. A record or an enum of the protocol's own. */
public interface Timer {}
