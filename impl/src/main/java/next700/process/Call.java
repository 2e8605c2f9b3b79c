package next700.process;

/** What the caller of a process wants of it: an operation on the service, a broadcast, to join a group, to leave it. */
public interface Call {}
