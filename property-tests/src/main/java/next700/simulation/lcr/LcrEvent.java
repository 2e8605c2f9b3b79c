package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.List;
import next700.protocol.lcr.LcrEffect;
import next700.protocol.lcr.LcrInput;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;

/**
 * A process took an input.
 *
 * @param number from 0, in the order in which things happen
 * @param time in units of virtual time
 * @param effects what was carried out; less than the process asked for if it crashed meanwhile
 */
public record LcrEvent(int number, long time, MemberId process, LcrInput input, List<LcrEffect> effects) {

    /** What was delivered, in order. */
    public List<LcrEffect.Deliver> deliveries() {
        return effectsOf(LcrEffect.Deliver.class);
    }

    /** The steps that were taken, in order. */
    public List<LcrStep> steps() {
        return effectsOf(LcrEffect.Took.class).stream()
                .map(LcrEffect.Took::step)
                .toList();
    }

    public <T extends LcrEffect> List<T> effectsOf(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (LcrEffect effect : effects) {
            if (kind.isInstance(effect)) {
                found.add(kind.cast(effect));
            }
        }
        return found;
    }
}
