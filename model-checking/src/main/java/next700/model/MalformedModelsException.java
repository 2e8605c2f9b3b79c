package next700.model;

/** A models file, or a cfg that it names, is not in order; the message names place and cause. */
public final class MalformedModelsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedModelsException(SourceLocation place, String message) {
        super(place + ": " + message);
    }
}
