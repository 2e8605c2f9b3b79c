package next700.protocol.lcr;

import java.util.ArrayList;
import java.util.List;
import next700.protocol.lcr.LcrMessage.Data;

/** The effects of one input, in the order in which the host is to carry them out. */
final class LcrEffects {
    private final List<LcrEffect> effects = new ArrayList<>();

    void send(MemberId to, LcrMessage message) {
        effects.add(new LcrEffect.Send(to, message));
    }

    void deliver(MemberId origin, long position, Data data) {
        effects.add(new LcrEffect.Deliver(origin, position, data));
    }

    void discard(Data data) {
        effects.add(new LcrEffect.Discard(data));
    }

    void took(LcrStep step) {
        effects.add(new LcrEffect.Took(step));
    }

    void add(LcrEffect effect) {
        effects.add(effect);
    }

    List<LcrEffect> toList() {
        return effects;
    }
}
