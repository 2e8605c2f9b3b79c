package next700.protocol.lcr;

import java.util.Optional;
import next700.process.Taken;
import next700.protocol.lcr.LcrMessage.Data;

/**
 * One step that a process took, as traces record it.
 *
 * @param step the step's name, such as {@code LCR.Broadcast}
 * @param view the number of the view it was taken in
 * @param origin the position of the sender of the message that the step is about; -1 if it is about none
 * @param sequence which broadcast of that sender in that view, from 1; 0 if it is about none
 * @param clock of the message, where the step receives or sends it
 * @param change of membership, for the steps of Figure 2.7
 * @param peer whose message made the process take the step, for the steps of Figure 2.7
 */
public record LcrStep(
        String step,
        MemberId process,
        long view,
        int origin,
        long sequence,
        Optional<Clock> clock,
        Optional<Change> change,
        Optional<MemberId> peer)
        implements Taken {

    static LcrStep about(String step, MemberId process, Data data) {
        return new LcrStep(
                step,
                process,
                data.view(),
                data.origin(),
                data.sequence(),
                Optional.of(data.clock()),
                Optional.empty(),
                Optional.empty());
    }

    static LcrStep about(String step, MemberId process, long view, LcrMessage.Ack ack) {
        return new LcrStep(
                step,
                process,
                view,
                ack.origin(),
                ack.sequence(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static LcrStep about(String step, MemberId process, Change change, Optional<MemberId> peer) {
        return new LcrStep(step, process, change.base().number(), -1, 0, Optional.empty(), Optional.of(change), peer);
    }
}
