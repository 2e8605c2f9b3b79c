package next700.protocol.vr;

import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Message;

/**
 * The messages of the paper, by its names. The i and c of most are left out, since a link tells who is at its other end; so is
 * the n of messages that carry a log, since it is the log's length.
 */
public sealed interface VrMessage extends Message {
    /** {@code <REQUEST op, c, s>}. */
    record Request(Bytes op, ClientId c, long s) implements VrMessage {}

    /** {@code <REPLY v, s, x>}. */
    record Reply(long v, long s, Bytes x) implements VrMessage {}

    /** {@code <PREPARE v, m, n, k>}: the primary gave m the op-number n. */
    record Prepare(long v, Request m, long n, long k) implements VrMessage {}

    /** {@code <PREPAREOK v, n, i>}: "this operation and all earlier ones have prepared locally". */
    record PrepareOk(long v, long n) implements VrMessage {}

    /** {@code <COMMIT v, k>}. */
    record Commit(long v, long k) implements VrMessage {}

    /** {@code <STARTVIEWCHANGE v, i>}. */
    record StartViewChange(long v) implements VrMessage {}

    /**
     * {@code <DOVIEWCHANGE v, l, v', n, k, i>}.
     *
     * @param lastNormal v', "the view number of the latest view in which its status was normal"
     */
    record DoViewChange(long v, List<Request> l, long lastNormal, long k) implements VrMessage {
        public DoViewChange {
            l = List.copyOf(l);
        }
    }

    /** {@code <STARTVIEW v, l, n, k>}. */
    record StartView(long v, List<Request> l, long k) implements VrMessage {
        public StartView {
            l = List.copyOf(l);
        }
    }

    /**
     * {@code <RECOVERY i, x>}.
     *
     * @param v not the paper's: the view that the replica knew, from its disk
     */
    record Recovery(long x, long v) implements VrMessage {}

    /** {@code <RECOVERYRESPONSE v, x, l, n, k, j>}, whose l, n and k are nil unless j is the primary of v. */
    record RecoveryResponse(long v, long x, Optional<Known> known) implements VrMessage {}

    /** The l and k of a primary. */
    record Known(List<Request> l, long k) {
        public Known {
            l = List.copyOf(l);
        }
    }

    /** {@code <GETSTATE v, n', i>}. */
    record GetState(long v, long n) implements VrMessage {}

    /**
     * {@code <NEWSTATE v, l, n, k>}.
     *
     * @param after the n' of the GETSTATE, which the paper leaves out
     * @param l the log after n'
     */
    record NewState(long v, long after, List<Request> l, long k) implements VrMessage {
        public NewState {
            l = List.copyOf(l);
        }

        long n() {
            return after + l.size();
        }
    }
}
