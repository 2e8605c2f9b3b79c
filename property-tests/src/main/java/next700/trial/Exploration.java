package next700.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * The numbers of a campaign's runs, handed out to its threads in their order, until there are none left, the time is up,
 * or a failure has made the rest unnecessary. Every run before that end is run, whatever the clock says, so that the
 * first failure is the same every time.
 */
public final class Exploration {
    private final int threads;
    private final Optional<Duration> duration;
    private final long last;
    private final AtomicLong next;
    private final AtomicLong end;
    private final long startedAt = System.nanoTime();

    /**
     * Runs that are still to be run.
     *
     * @param first the number of the first
     * @param end the number after the last
     * @param duration after which no more are begun, unless a failure has set the end
     */
    public Exploration(long first, long end, int threads, Optional<Duration> duration) {
        this.threads = threads;
        this.duration = duration;
        this.last = end;
        this.next = new AtomicLong(first);
        this.end = new AtomicLong(end);
    }

    /** Runs them all, on this thread and others. */
    public void run(LongConsumer run) {
        List<Thread> others = new ArrayList<>();
        List<Throwable> errors = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread thread = new Thread(() -> work(run), "campaign-" + i);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((which, error) -> {
                synchronized (errors) {
                    errors.add(error);
                }
            });
            thread.start();
            others.add(thread);
        }
        work(run);
        for (Thread thread : others) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the runs of a campaign", e);
            }
        }
        synchronized (errors) {
            if (!errors.isEmpty()) {
                throw new IllegalStateException("the simulator failed", errors.get(0));
            }
        }
    }

    /** No run from that number on need be run any more. */
    public void endAt(long number) {
        end.accumulateAndGet(number, Math::min);
    }

    /** The number after the last run, as far as is known. */
    public long end() {
        return end.get();
    }

    /** How long it has been going on. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private void work(LongConsumer run) {
        for (long number = next.getAndIncrement(); number < end.get(); number = next.getAndIncrement()) {
            if (isTimeUp()) {
                return;
            }
            run.accept(number);
        }
    }

    private boolean isTimeUp() {
        return duration.filter(longest -> elapsed().compareTo(longest) > 0).isPresent() && end.get() == last;
    }
}
