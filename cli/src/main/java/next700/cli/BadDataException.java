package next700.cli;

/** An input file cannot be used; the message names place and cause. */
final class BadDataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
