package next700.model.trace;

import next700.protocol.StepRecord;

/** Whether a recorded run is a behaviour of the specification. */
public sealed interface TraceVerdict {
    /** It is; so many steps were replayed. */
    record Accepted(int steps) implements TraceVerdict {}

    /**
     * It is not.
     *
     * @param index of the first step that the specification cannot take, from 0
     * @param step that step
     * @param state what TLC says of the instance just before it
     */
    record Rejected(int index, StepRecord step, String state) implements TraceVerdict {}

    /** TLC did not get to an answer. */
    record Unknown(String reason) implements TraceVerdict {}
}
