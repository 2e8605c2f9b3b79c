package next700.network;

import next700.process.ReplicaId;

/** A replica that tells the truth, then lies, then tells the truth again; so many messages each. */
public record Liar(ReplicaId replica, long truths, long lies) {
    /** The step that a liar takes with each lie. */
    public static final String LIE = "lies";
}
