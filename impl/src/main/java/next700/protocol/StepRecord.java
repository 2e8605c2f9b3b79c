package next700.protocol;

import java.util.Optional;

/**
 * One step that a process took, as traces record it: enough to replay the run on the TLA+ specification.
 *
 * @param step the step's name in the paper
 * @param process who took it
 * @param instance in which Abstract instance
 * @param request for which request; absent where the step is not about one
 * @param init the init history: the one a client sends along (Q1), or the one a replica adopts in this step (Q2, P2)
 * @param history the local history after the step (Q2, P2), or the abort history (P3)
 * @param committed the digest of the commit history (Q3)
 */
public record StepRecord(
        String step,
        ProcessId process,
        InstanceId instance,
        Optional<Request> request,
        Optional<History> init,
        Optional<History> history,
        Optional<Digest> committed) {

    public static StepRecord of(String step, ProcessId process, InstanceId instance) {
        return new StepRecord(
                step, process, instance, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public StepRecord about(Request subject) {
        return new StepRecord(step, process, instance, Optional.of(subject), init, history, committed);
    }

    public StepRecord initialisedBy(Optional<History> adopted) {
        return new StepRecord(step, process, instance, request, adopted, history, committed);
    }

    public StepRecord with(History after) {
        return new StepRecord(step, process, instance, request, init, Optional.of(after), committed);
    }

    public StepRecord committing(Digest digest) {
        return new StepRecord(step, process, instance, request, init, history, Optional.of(digest));
    }
}
