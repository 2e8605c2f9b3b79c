package next700.cluster;

/** Something that was done to a cluster, at a time of {@link System#nanoTime}. */
public record Incident(long timeNanos, String label) {}
