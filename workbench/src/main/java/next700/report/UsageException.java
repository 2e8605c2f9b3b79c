package next700.report;

import java.util.function.Supplier;

/** The command line asks for something that does not exist. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }

    /** Makes a value of what was given for an option, whose bounds the value itself knows. */
    public static <T> T checked(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
