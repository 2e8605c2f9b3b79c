package next700.model.trace;

import java.util.List;

/**
 * A step of LCR as a trace has it: an action of {@code specs/lcr/LCR.tla}, with small numbers for names.
 *
 * @param step the action, such as {@code Data}
 * @param process who took it
 * @param view from 1, by place in the trace's views: that of the message, or the new one in the steps of Figure 2.7
 * @param from whose message it is about; only in the steps of Figure 2.5
 * @param number which of that process' broadcasts in the view, from 1; 0 if it is about none
 * @param clock of the message, by place on the ring; empty where it is not recorded
 * @param peer whose RECOVER, ACK_RECOVER or END_RECOVERY it is
 */
public record RingStep(String step, int process, int view, int from, int number, List<Integer> clock, int peer) {
    private static final int NOBODY = -1;

    public RingStep {
        clock = List.copyOf(clock);
    }

    /** A step that sends or receives a message. */
    public static RingStep carrying(String step, int process, int view, int from, int number, List<Integer> clock) {
        return new RingStep(step, process, view, from, number, clock, NOBODY);
    }

    /** A step about a message that names it only. */
    public static RingStep about(String step, int process, int view, int from, int number) {
        return new RingStep(step, process, view, from, number, List.of(), NOBODY);
    }

    /** A step of a view change that takes no message. */
    public static RingStep towards(String step, int process, int view) {
        return new RingStep(step, process, view, NOBODY, 0, List.of(), NOBODY);
    }

    /** A step of a view change that takes a message. */
    public static RingStep hearing(String step, int process, int view, int peer) {
        return new RingStep(step, process, view, NOBODY, 0, List.of(), peer);
    }

    @Override
    public String toString() {
        String message = number == 0 ? "" : " m" + from + "." + number + (clock.isEmpty() ? "" : " " + clock);
        return "LCR." + step + " of p" + process + " in view " + view + message
                + (peer == NOBODY ? "" : " from p" + peer);
    }
}
