package register;

import next700.process.Call;
import next700.process.Notice;

/** What is asked of a client. */
public sealed interface RegisterCall extends Call {
    record Read() implements RegisterCall {}

    record Write(long value) implements RegisterCall {}

    /** The operation has ended: a read with the value that it returns, a write with the one that it wrote. */
    record Returned(long value) implements Notice {}
}
