package next700.runtime;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process of a cluster lives and ends: it says when it is ready, and it stops cleanly, its files complete, on
 * SIGTERM or when its standard input ends. A launcher that holds the other end of that pipe therefore never leaves
 * orphans, however it dies itself.
 */
public final class Lifetime {
    /**
     * How the line begins that a process prints when it is ready, its name next: a replica when it listens, clients when the
     * first of them has an answer.
     */
    public static final String READY = "ready ";

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private Lifetime() {}

    /**
     * Announces a replica and waits until it is to stop; then closes it.
     *
     * @param stopWithStdin whether the end of standard input stops it
     * @throws RuntimeFailure if the replica could not go on
     */
    public static void serve(ReplicaHost replica, String name, PrintStream out, boolean stopWithStdin)
            throws RuntimeFailure {
        out.println(READY + name + " " + replica.endpoint());
        out.flush();
        await(replica.stopped(), replica::close, stopWithStdin, () -> {});
    }

    /** Lets clients announce that the cluster serves them. */
    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for what is printed.
    public static void announce(ClientHost clients, String name, PrintStream out) {
        clients.firstAnswer().thenRun(() -> {
            out.println(READY + name);
            out.flush();
        });
    }

    /**
     * Waits for the end of the clients' load; then closes them.
     *
     * @param stopWithStdin whether the end of standard input stops them early, and anything that is read from it ends the load
     * @throws RuntimeFailure if the clients could not go on
     */
    public static ClientHost.Summary await(ClientHost clients, boolean stopWithStdin) throws RuntimeFailure {
        return await(clients.done(), clients::close, stopWithStdin, clients::endLoad);
    }

    /** Closes a host. */
    private interface Closing {
        void close() throws RuntimeFailure;
    }

    private static <T> T await(CompletableFuture<T> end, Closing host, boolean stopWithStdin, Runnable told)
            throws RuntimeFailure {
        Thread hook = new Thread(
                () -> {
                    try {
                        host.close();
                    } catch (RuntimeFailure e) {
                        LOG.error("could not stop cleanly", e);
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        CompletableFuture<Object> stdin = new CompletableFuture<>();
        if (stopWithStdin) {
            Thread watch = new Thread(
                    () -> {
                        waitForEndOfStdin(told);
                        stdin.complete("closed");
                    },
                    "stdin");
            watch.setDaemon(true);
            watch.start();
        }
        try {
            CompletableFuture.anyOf(end, stdin).get();
            host.close();
            return end.join();
        } catch (ExecutionException e) {
            host.close();
            throw e.getCause() instanceof RuntimeFailure failure
                    ? failure
                    : new RuntimeFailure(e.getCause().toString(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            host.close();
            throw new RuntimeFailure("interrupted", e);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                LOG.debug("the JVM is shutting down already", e);
            }
        }
    }

    private static void waitForEndOfStdin(Runnable told) {
        try {
            while (System.in.read() >= 0) {
                told.run();
            }
        } catch (IOException e) {
            LOG.debug("standard input broke", e);
        }
    }
}
