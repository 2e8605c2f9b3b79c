package next700.model.trace;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether a recorded run is a behaviour of the specification. */
public sealed interface TraceVerdict {
    /** It is; so many steps were replayed. */
    record Accepted(int steps) implements TraceVerdict {}

    /**
     * It is not.
     *
     * @param index of the first step that the specification cannot take, from 0
     * @param reason the guard that forbids it, or what the record claims and is not so
     * @param state what the step's instance or process was like just before it, a line for each thing to know
     */
    record Rejected(RecordedRun run, int index, String reason, String state) implements TraceVerdict {
        private static final int TOLD_STEPS = 12;

        /** The name of the step. */
        public String step() {
            return run.step(index);
        }

        /** The step in one line. */
        public String what() {
            return run.tell(index);
        }

        /** The step and what led to it, a line each. */
        public String story() {
            return IntStream.rangeClosed(Math.max(0, index - TOLD_STEPS), index)
                    .mapToObj(k -> (k + 1) + ". " + run.tell(k))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** TLC did not get to an answer. */
    record Unknown(String reason) implements TraceVerdict {}
}
