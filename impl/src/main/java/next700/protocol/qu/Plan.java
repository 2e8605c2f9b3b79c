package next700.protocol.qu;

import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.qu.Classification.Kind;

/**
 * What follows from a request for a server (Figure 3, {@code s_setup}).
 *
 * @param candidate what is to be accepted
 * @param current nothing later than this may have been accepted
 * @param from the version that the candidate is made of
 */
record Plan(Kind kind, Candidate candidate, LogicalTime current, LogicalTime from) {
    static Plan of(Classification found, ClientId client, Digest request) {
        Candidate object = found.object();
        LogicalTime on = object.time();
        return switch (found.kind()) {
            case METHOD ->
                new Plan(Kind.METHOD, new Candidate(found.latest().next(false, client, request), on), on, on);
            // In place: at its own timestamp, since it may be complete already.
            case INLINE_METHOD -> new Plan(Kind.INLINE_METHOD, object, on, on);
            case COPY -> {
                LogicalTime barrier = found.barrier().orElseThrow().time();
                yield new Plan(Kind.COPY, new Candidate(found.latest().next(false, client, request), on), barrier, on);
            }
            case INLINE_BARRIER -> {
                Candidate barrier = found.barrier().orElseThrow();
                yield new Plan(Kind.INLINE_BARRIER, barrier, barrier.time(), LogicalTime.ZERO);
            }
            case BARRIER -> {
                LogicalTime barrier = found.latest().next(true, client, request);
                yield new Plan(Kind.BARRIER, new Candidate(barrier, on), barrier, LogicalTime.ZERO);
            }
        };
    }

    /** Whether it makes a version of the object, and not a barrier. */
    boolean makesVersion() {
        return !candidate.isBarrier();
    }
}
