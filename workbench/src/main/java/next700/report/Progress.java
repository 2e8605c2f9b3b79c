package next700.report;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells on standard error how far long work has come: a line that rewrites itself on a terminal, and otherwise a line
 * at the start and end of each stage and now and then in between.
 */
public final class Progress {
    private static final long REWRITE_MILLIS = 100;
    private static final long REPEAT_MILLIS = 15_000;
    /** Of less nobody can tell how long the rest will take. */
    private static final double SMALLEST_SHARE = 0.01;

    private static final double LONG_SECONDS = 100;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final int columns;
    private final boolean silent;
    private String subject = "";
    private String stage = "";
    private boolean isRunning;
    private long stageStart;
    private long lastShown;

    /**
     * Prepares to tell.
     *
     * @param columns of the terminal, beyond which a line could not be written again; 0 if there is no terminal
     */
    public Progress(PrintStream out, int columns, boolean silent) {
        this.out = out;
        this.columns = columns;
        this.silent = silent;
    }

    /** Says of what all stages are, such as the command and the protocol. */
    public synchronized void about(String whole) {
        subject = whole + ", ";
    }

    /** Begins a stage. */
    public synchronized void begin(String name) {
        stage = subject + name;
        isRunning = true;
        stageStart = System.nanoTime();
        lastShown = stageStart;
        show(passing("  … " + stage));
    }

    /**
     * Says where the stage stands, and about how long the rest will take if it goes on like that.
     *
     * @param share of it that is done, from 0 to 1
     */
    public synchronized void at(double share, String state) {
        at(
                share < SMALLEST_SHARE
                        ? state
                        : "%s; about %s left".formatted(state, time(seconds() * (1 - share) / share)));
    }

    /** In seconds, or minutes if there are many. */
    private static String time(double seconds) {
        double left = Math.max(0, seconds);
        return left < LONG_SECONDS
                ? "%.0f s".formatted(left)
                : "%.0f min".formatted(Math.ceil(left / SECONDS_PER_MINUTE));
    }

    /** Says where the stage stands. */
    public synchronized void at(String state) {
        long now = System.nanoTime();
        long sinceMillis = (now - lastShown) / 1_000_000;
        if (sinceMillis >= (columns > 0 ? REWRITE_MILLIS : REPEAT_MILLIS)) {
            lastShown = now;
            String line = String.format(Locale.ROOT, "  … %s (%.0f s): %s", stage, seconds(), state);
            show(passing(line));
        }
    }

    /** Ends the stage with its outcome. */
    public synchronized void end(String outcome) {
        isRunning = false;
        show(String.format(Locale.ROOT, "  %s: %s (%.1f s)%n", stage, outcome, seconds()));
    }

    /** Ends the stage without an outcome. */
    public synchronized void fail() {
        if (isRunning) {
            end("not finished");
        }
    }

    /** Seconds since the stage began. */
    public synchronized double seconds() {
        return (System.nanoTime() - stageStart) / 1e9;
    }

    /** A line that the next takes the place of. */
    private String passing(String line) {
        return columns == 0 ? line + "\n" : line.substring(0, Math.min(line.length(), columns - 1));
    }

    private void show(String text) {
        if (!silent) {
            out.print(columns > 0 ? ERASE_LINE + text : text);
            out.flush();
        }
    }
}
