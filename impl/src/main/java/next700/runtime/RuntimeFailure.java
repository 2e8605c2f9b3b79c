package next700.runtime;

/** A process cannot start or go on, for a reason outside of it: a port in use, a disk that is full, a child that died. */
public final class RuntimeFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public RuntimeFailure(String message) {
        super(message);
    }

    public RuntimeFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
