package next700.architecture.impure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that a replica must not do; the rules are tested on it. */
public final class ImpureReplica {
    private final Map<String, Long> votes = new HashMap<>(Map.of("r1", 1L));
    private final AtomicLong clock = new AtomicLong();

    /** Consults the world. */
    public String step() throws InterruptedException {
        Thread.sleep(1);
        clock.set(System.nanoTime());
        return System.getenv("HOME") + votes.keySet() + Files.exists(Path.of("/"));
    }
}
