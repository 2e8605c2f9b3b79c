package next700.model.trace;

import next700.protocol.StepRecord;

/** Whether a recorded run is a behaviour of the specification. */
public sealed interface TraceVerdict {

    /** It is. */
    record Accepted() implements TraceVerdict {}

    /**
     * It is not.
     *
     * @param index of the first step that the specification cannot take, from 0
     * @param step that step
     * @param reason the guard that forbids it, or what the record says of its outcome and is not so
     * @param before what the process knew before the step
     */
    record Rejected(int index, StepRecord step, String reason, String before) implements TraceVerdict {
        @Override
        public String toString() {
            return "step %d, %s of %s in instance %s%s, is not one of the specification: %s; before it: %s"
                    .formatted(
                            index,
                            step.step(),
                            step.process(),
                            step.instance(),
                            step.request().map(r -> " for " + r).orElse(""),
                            reason,
                            before);
        }
    }

    /** TLC did not come to an end, or could not evaluate the specification on this run. */
    record Unknown(String reason) implements TraceVerdict {}
}
