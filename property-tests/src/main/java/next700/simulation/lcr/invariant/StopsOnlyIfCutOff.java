package next700.simulation.lcr.invariant;

import java.util.Optional;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.Survival;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * With {@link Survival#ALL_BUT_ONE}, where the failure detector is perfect, no member ever stops; with {@link
 * Survival#MAJORITY} none does unless some process crashed or some connection broke. A joiner stops
 * when the group that it joins is gone.
 */
final class StopsOnlyIfCutOff implements LcrInvariant {
    @Override
    public String id() {
        return "LCR.StopsOnlyIfCutOff";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        if (event.told(LcrNotice.Stopped.class).isEmpty()) {
            return Optional.empty();
        }
        boolean isJoiner = facts.process(event.process()).view().isEmpty();
        boolean hasFaults =
                !facts.setup().crashes().isEmpty() || !facts.setup().cuts().isEmpty();
        boolean mayStop = isJoiner || (facts.settings().survival() == Survival.MAJORITY && hasFaults);
        return mayStop ? Optional.empty() : violated(event, "%s stops, although it could go on.", event.process());
    }
}
