package next700.protocol.register;

/** Whose word clients take. */
public enum Trust {
    /** Replicas crash, and do not lie: anyone's. */
    EVERYONE,
    /** Up to f replicas lie, and values are signed by their writers: the writer's (dissemination quorums). */
    WRITERS,
    /** Up to f replicas lie, and nothing is signed: that of f+1 replicas who say the same (masking quorums). */
    VOTES
}
