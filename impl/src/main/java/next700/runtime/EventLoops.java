package next700.runtime;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with its event loop, for everything that a process does. */
final class EventLoops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    private final MultiThreadIoEventLoopGroup group;

    EventLoops(String name) {
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), Transport.handler());
    }

    EventLoop loop() {
        return group.next();
    }

    /** Runs a task later; what it throws is logged. */
    static Future<?> later(EventLoop loop, long delayMillis, Runnable task) {
        return loop.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task failed", e);
        } catch (OutOfMemoryError e) {
            OutOfMemory.endsTheProcess(e);
        }
    }

    /** Runs something on the loop and waits for it. */
    <T> T call(Callable<T> task) throws RuntimeFailure {
        try {
            return loop().submit(task).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new RuntimeFailure(e.getCause().toString(), e.getCause());
        } catch (TimeoutException e) {
            throw new RuntimeFailure("the event loop is stuck", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("interrupted", e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
