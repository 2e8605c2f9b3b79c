package next700.induction;

/** A module says something that a proof by induction here cannot be made of; the message names the place and the cause. */
public final class OutsideLanguageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutsideLanguageException(String message) {
        super(message);
    }
}
