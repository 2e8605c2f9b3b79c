package next700.history;

/** What was given as a recording is none. Says where, from 1, and why, for the person who has to mend it. */
public final class MalformedHistoryException extends RuntimeException {
    private final String source;
    private final int line;
    private final int column;
    private final String reason;

    public MalformedHistoryException(String source, int line, int column, String reason) {
        super(source + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + ": " + reason);
        this.source = source;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    public String source() {
        return source;
    }

    /** The line, from 1; 0 where a history that was not read from lines is at fault. */
    public int line() {
        return line;
    }

    /** The column, in UTF-16 units from 1; 0 where not known. */
    public int column() {
        return column;
    }

    public String reason() {
        return reason;
    }
}
