package next700.audit.source;

/** Nothing can be found that a change could be compared with; the message says why, and what would help. */
public final class NoBaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoBaseException(String message) {
        super(message);
    }
}
