package next700.cli.check;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work that is interrupted from the keyboard come to an end, its results included, before the process is gone. */
final class Interruption implements AutoCloseable {
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            awaitFinished();
        });
    }

    /** Stops the work when the process is told to end, and waits until this is closed. */
    static Interruption stopping(Runnable stop) {
        Interruption interruption = new Interruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, which is what the hook is for.
        }
    }

    private void awaitFinished() {
        try {
            boolean inTime = finished.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("next700: ended before the results were complete");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
