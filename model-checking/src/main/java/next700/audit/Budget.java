package next700.audit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How long an audit may take, and whether it still has a reason to go on. */
final class Budget {
    private final long end;
    private final CompletableFuture<Void> refuted = new CompletableFuture<>();

    Budget(Duration whole) {
        this.end = System.nanoTime() + whole.toNanos();
    }

    /** What is left of it; zero when something was refuted, or the time is up. */
    Duration left() {
        return refuted.isDone() ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** At most so much of what is left. */
    Duration atMost(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }

    boolean isUp() {
        return left().isZero();
    }

    /** Why nothing more is begun. */
    String reason() {
        return refuted.isDone() ? "something was refuted before" : "the time was up (--budget)";
    }

    void refute() {
        refuted.complete(null);
    }

    CompletableFuture<Void> refuted() {
        return refuted;
    }
}
