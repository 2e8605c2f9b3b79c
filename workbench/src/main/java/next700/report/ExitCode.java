package next700.report;

/** How a command ends, for scripts. */
public enum ExitCode {
    /** What was checked holds. */
    HOLDS(0),
    /** What was checked is violated. */
    VIOLATED(1),
    /** A bound was reached before a verdict. */
    UNKNOWN(2),
    /** The command line is wrong. */
    USAGE(64),
    /** The input data are wrong. */
    BAD_DATA(65),
    /** Something went wrong on our side or in the environment. */
    INTERNAL(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
