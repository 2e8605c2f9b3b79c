package next700.model.trace;

/** Whether a recorded run of LCR is a behaviour of the specification. */
public sealed interface RingVerdict {
    /** It is; so many steps were replayed. */
    record Accepted(int steps) implements RingVerdict {}

    /**
     * It is not.
     *
     * @param index of the first step that the specification cannot take, from 0
     * @param reason what forbids it
     * @param state what the process was like just before it
     */
    record Rejected(int index, RingStep step, String reason, String state) implements RingVerdict {}

    /** TLC did not get to an answer. */
    record Unknown(String reason) implements RingVerdict {}
}
