package next700.simulation.lcr;

import next700.protocol.lcr.LcrNotice;
import java.util.ArrayList;
import java.util.List;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;

/**
 * A process took an input.
 *
 * @param number from 0, in the order in which things happen
 * @param time in units of virtual time
 * @param effects what was carried out; less than the process asked for if it crashed meanwhile
 */
public record LcrEvent(int number, long time, MemberId process, Input input, List<Effect> effects) {

    /** What was delivered, in order. */
    public List<LcrNotice.Deliver> deliveries() {
        return effectsOf(LcrNotice.Deliver.class);
    }

    /** The steps that were taken, in order. */
    public List<LcrStep> steps() {
        return effectsOf(Effect.Took.class).stream()
                .map(Effect.Took::step)
                .toList();
    }

    public <T extends Effect> List<T> effectsOf(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Effect effect : effects) {
            if (kind.isInstance(effect)) {
                found.add(kind.cast(effect));
            }
        }
        return found;
    }
}
