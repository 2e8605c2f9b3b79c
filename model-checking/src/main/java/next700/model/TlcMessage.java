package next700.model;

/**
 * A message that TLC delimits in its {@code -tool} output, or a line outside of any message.
 *
 * @param code the number of the message in TLC's {@code tlc2.output.EC}, or {@link #PLAIN}
 * @param text without the delimiters
 */
record TlcMessage(int code, Severity severity, String text) {
    static final int PLAIN = -1;

    /** TLC's message classes, in TLC's order. */
    enum Severity {
        NONE,
        ERROR,
        BUG,
        WARNING,
        STATE
    }

    boolean isPlain() {
        return code == PLAIN;
    }
}
