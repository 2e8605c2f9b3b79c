package next700.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that ran out of memory has lost whatever it was doing, and does not know what: it ends at once, and comes back
 * as after a crash, which the protocols are made for. The JVM sees to it for its heap ({@link JavaCommand}); for Netty's memory
 * and a JVM that was started otherwise it is done here.
 */
final class OutOfMemory {
    /** Of a JVM that ends by {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

    private OutOfMemory() {}

    /** Ends the process if that is what happened. */
    static void endsTheProcess(Throwable happened) {
        for (Throwable cause = happened; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                try {
                    LOG.error("ends, since it is out of memory", happened);
                } finally {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
            }
        }
    }
}
