package next700.broadcast;

/** A member cannot do what it is asked to; the message says why. */
public final class MemberException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Cause {
        /** The address is in use, or not this machine's. */
        CANNOT_LISTEN,
        /** The group's key cannot be read. */
        NO_KEY,
        /** The founders did not all come up in time, or they do not agree on what the group is. */
        NOT_FORMED,
        /** The group did not take the process in. */
        NOT_ADMITTED,
        /** The message is longer than the group's limit. */
        TOO_LARGE,
        /** The process is a member no more, or about to leave. */
        NOT_A_MEMBER,
        /** The calling thread was interrupted. */
        INTERRUPTED
    }

    private final Cause kind;

    MemberException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Cause kind() {
        return kind;
    }
}
