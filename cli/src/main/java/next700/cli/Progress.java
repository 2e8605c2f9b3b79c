package next700.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells on standard error how far long work has come: a line that rewrites itself on a terminal, and otherwise a line
 * at the start and end of each stage and now and then in between.
 */
public final class Progress {
    private static final long REWRITE_MILLIS = 100;
    private static final long REPEAT_MILLIS = 15_000;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean silent;
    private String stage = "";
    private boolean isRunning;
    private long stageStart;
    private long lastShown;

    public Progress(PrintStream out, boolean terminal, boolean silent) {
        this.out = out;
        this.terminal = terminal;
        this.silent = silent;
    }

    /** Begins a stage. */
    public synchronized void begin(String name) {
        stage = name;
        isRunning = true;
        stageStart = System.nanoTime();
        lastShown = stageStart;
        show(terminal ? "  … " + name : "  … " + name + "\n");
    }

    /** Says where the stage stands. */
    public synchronized void at(String state) {
        long now = System.nanoTime();
        long sinceMillis = (now - lastShown) / 1_000_000;
        if (sinceMillis >= (terminal ? REWRITE_MILLIS : REPEAT_MILLIS)) {
            lastShown = now;
            String line = String.format(Locale.ROOT, "  … %s (%.0f s): %s", stage, seconds(), state);
            show(terminal ? line : line + "\n");
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

    private void show(String text) {
        if (!silent) {
            out.print(terminal ? ERASE_LINE + text : text);
            out.flush();
        }
    }
}
