package next700.protocol.abstraction;

import next700.process.Timer;

/** A timer of one Abstract instance. */
public record InstanceTimer(Kind kind, InstanceId instance) implements Timer {
    /** What the timer is for. */
    public enum Kind {
        /** {@code T} of steps Z1, Q1 and C1: the client panics when it runs out. */
        PATIENCE,
        /** Links lose messages: the client sends its request again. */
        RESEND_REQUEST,
        /** Links lose messages: the client sends its PANIC again (step P1). */
        RESEND_PANIC,
        /** A client that aborted waits before it invokes the next instance, so that contention dies down. */
        BACKOFF,
        /** The primary or head orders together what arrived together. */
        BATCH,
        /** A replica of Chain looks how many clients were active (3.5.1.3). */
        CONTENTION,
        /** A replica that waits for the primary moves on to the next view when it runs out. */
        VIEW_CHANGE,
        /** A replica waits for the others' signatures on a checkpoint (LCS.1). */
        CHECKPOINT,
        /** Links lose messages: a replica that waits tells the others what it has, so that they send the rest. */
        STATUS
    }

    @Override
    public String toString() {
        return kind + "@" + instance;
    }
}
