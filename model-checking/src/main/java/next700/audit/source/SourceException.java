package next700.audit.source;

/** A source cannot be read: says which, where and why. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String path, long line, String message) {
        super(path + ":" + line + ": " + message);
    }
}
