package next700.runtime;

import java.io.IOException;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.runtime.Workload.Operation;

/** What a process of clients keeps of their operations; called on the clients' thread. */
public interface Recorder extends AutoCloseable {
    /** A client is about to send an operation. */
    void invoked(ClientId client, Operation operation) throws IOException;

    /** A client has its reply. */
    void answered(ClientId client, Operation operation, Bytes reply) throws IOException;

    @Override
    void close() throws IOException;
}
