package next700.protocol.register;

import next700.process.Call;
import next700.process.Notice;

/** What is asked of a client; one thing at a time. */
public sealed interface RegisterCall extends Call {
    record Read() implements RegisterCall {}

    record Write(long value) implements RegisterCall {}

    /** The operation has ended: a read with what it returns, a write with what it wrote. */
    record Returned(Held held) implements Notice {}

    /** There is no later stamp: the write did not happen, and no write will. */
    record Exhausted() implements Notice {}
}
