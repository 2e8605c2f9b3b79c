package next700.model.trace;

/** A step says something for which TLA+ has no value; the message says what, and what to write instead. */
public final class NoTlaValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoTlaValueException(String message) {
        super(message);
    }
}
