package next700.wire;

import java.util.Locale;

/** A frame that is not the encoding of any value. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the frame. */
    public enum Reason {
        /** Longer than the limit. */
        TOO_LONG,
        /** Not Protocol Buffers: cut short, or a length that leads outside. */
        UNREADABLE,
        /** A field that no version of the format has, or of another type. */
        UNKNOWN_FIELD,
        /** A second encoding of a value. */
        NOT_CANONICAL,
        /** A number outside its range, or a byte string of the wrong length. */
        OUT_OF_RANGE,
        /** More requests or ABORTs than the limit. */
        TOO_MANY,
        /** Columns that do not fit together, or a field that must be there and is not. */
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
