package next700.process;

/** The caller of a client invokes an operation of the replicated service. One operation is outstanding at a time. */
public record Invocation(Bytes operation) implements Call {}
