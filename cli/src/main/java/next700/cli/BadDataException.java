package next700.cli;

/** An input file cannot be used; the message names place and cause. */
public final class BadDataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
