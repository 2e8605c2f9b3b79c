package next700.runtime;

import java.io.IOException;
import java.util.random.RandomGenerator;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Notice;

/** Those who call the clients of a process: what they want, and what they make of what they are told. On the clients' thread. */
public interface Callers extends AutoCloseable {
    /** What a client is called with next. */
    Call next(ClientId client, RandomGenerator random) throws IOException;

    /**
     * A client told something.
     *
     * @param call what it was called with
     * @return whether that is its answer, so that it may be called again
     */
    boolean told(ClientId client, Call call, Notice notice) throws IOException;

    @Override
    default void close() throws IOException {}
}
