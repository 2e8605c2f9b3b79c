package next700.wire;

import java.util.Locale;

/** A frame that is not the encoding of any value. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the frame. */
    public enum Reason {
        /** Longer than the limit, or longer than the value in it. */
        TOO_LONG,
        /** Cut short, or a length that leads outside. */
        UNREADABLE,
        /** A kind of message or value that this version of the format does not have. */
        UNKNOWN_KIND,
        /** A second encoding of a value. */
        NOT_CANONICAL,
        /** A number, a text or a byte string outside its bounds, or what the constructor of its type refuses. */
        OUT_OF_RANGE,
        /** More elements than the limit, or deeper nesting. */
        TOO_MANY,
        /** A history that continues one that is not there. */
        INCONSISTENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    MalformedFrameException(Reason reason, String message) {
        super(reason + ": " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
