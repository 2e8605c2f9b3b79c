package next700.protocol.abstraction;

import java.util.Optional;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * One step that a process took, as traces record it: enough to replay the run on the TLA+ specification.
 *
 * @param kind what the step means to Abstract
 * @param step the step's name in the paper
 * @param process who took it
 * @param instance in which Abstract instance
 * @param request for which request; absent where the step is not about one
 * @param init the init history: the one a client sends along (when it invokes), or the one a replica
 *     adopts in this step (when it orders, executes or stops)
 * @param history the local history after the step of a replica, or the abort history
 * @param committed the digest of the commit history
 * @param placement what stands at which sequence number, where a total order says so
 */
public record StepRecord(
        StepKind kind,
        String step,
        ProcessId process,
        InstanceId instance,
        Optional<Request> request,
        Optional<History> init,
        Optional<History> history,
        Optional<Digest> committed,
        Optional<Placement> placement)
        implements Taken {

    public static StepRecord of(StepKind kind, String step, ProcessId process, InstanceId instance) {
        return new StepRecord(
                kind,
                step,
                process,
                instance,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public StepRecord about(Request subject) {
        return new StepRecord(kind, step, process, instance, Optional.of(subject), init, history, committed, placement);
    }

    public StepRecord initialisedBy(Optional<History> adopted) {
        return new StepRecord(kind, step, process, instance, request, adopted, history, committed, placement);
    }

    public StepRecord with(History after) {
        return new StepRecord(kind, step, process, instance, request, init, Optional.of(after), committed, placement);
    }

    public StepRecord committing(Digest digest) {
        return new StepRecord(kind, step, process, instance, request, init, history, Optional.of(digest), placement);
    }

    public StepRecord placing(Placement said) {
        return new StepRecord(kind, step, process, instance, request, init, history, committed, Optional.of(said));
    }
}
