package next700.cli.check;

import next700.report.Progress;

/**
 * Tells which phase of a check is under way, once it takes longer than a check mostly does: nobody waits for two seconds
 * without a word, and of what is done at once nothing is said.
 */
final class Phases implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;
    private static final int QUIET_PERIODS = 2;

    private final Progress progress;
    private final Thread clock = Thread.ofPlatform().daemon().name("phases").unstarted(this::run);
    private String phase = "";
    private String told = "";
    private int periods;

    Phases(Progress progress) {
        this.progress = progress;
        clock.start();
    }

    /** Begins a phase, and with it ends the one before. */
    synchronized void begin(String next) {
        phase = next;
        if (!told.isEmpty()) {
            tell();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                tick();
            }
        } catch (InterruptedException e) {
            // The check has ended.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tick() {
        if (++periods > QUIET_PERIODS) {
            tell();
        }
    }

    private void tell() {
        if (phase.equals(told)) {
            progress.at("under way");
        } else if (!phase.isEmpty()) {
            progress.begin(phase);
            told = phase;
        }
    }

    @Override
    public void close() {
        clock.interrupt();
        synchronized (this) {
            if (!told.isEmpty()) {
                progress.end("done");
            }
            phase = "";
            told = "";
        }
    }
}
