package next700.protocol.vr;

import java.util.Optional;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A step that a replica took.
 *
 * @param view its view-number after the step
 * @param n the op-number that the step is about: of an operation, or of the log's end; of a recovery its nonce
 * @param k its commit-number, or the one that it is told
 * @param peer whom the step answers
 * @param request the operation, where the step is about one
 */
public record VrStep(
        String step,
        ProcessId process,
        long view,
        long n,
        long k,
        Optional<ProcessId> peer,
        Optional<VrMessage.Request> request)
        implements Taken {}
