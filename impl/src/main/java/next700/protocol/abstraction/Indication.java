package next700.protocol.abstraction;

import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Notice;

/** What an Abstract instance tells the client that invoked a request (thesis, Appendix A). */
public sealed interface Indication extends Notice {
    InstanceId instance();

    Request request();

    /**
     * {@code Commit_i(m, rep(h))}. The client knows the commit history {@code h} by its digest; the reply is the
     * state machine's to {@code request} within {@code h}.
     */
    record Commit(InstanceId instance, Request request, Bytes reply, Digest history) implements Indication {}

    /** {@code Abort_i(m, h, next(i))}; the proof is what makes {@code h} a valid init history of {@code next(i)}. */
    record Abort(InstanceId instance, Request request, InitProof proof, History history, InstanceId next)
            implements Indication {}
}
