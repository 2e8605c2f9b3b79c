package next700.protocol;

import java.util.ArrayList;
import java.util.List;

/** The effects of one input, in order. */
public final class Effects {
    private final List<Effect> effects = new ArrayList<>();

    public void send(ProcessId to, Message message) {
        effects.add(new Effect.Send(to, message));
    }

    public void setTimer(Timer timer, long delayMillis) {
        effects.add(new Effect.SetTimer(timer, delayMillis));
    }

    public void cancelTimer(Timer timer) {
        effects.add(new Effect.CancelTimer(timer));
    }

    public void answer(Indication indication) {
        effects.add(new Effect.Answer(indication));
    }

    public void remember(Spoken spoken) {
        effects.add(new Effect.Remember(spoken));
    }

    public void took(StepRecord step) {
        effects.add(new Effect.Took(step));
    }

    public void add(Effect effect) {
        effects.add(effect);
    }

    public List<Effect> toList() {
        return List.copyOf(effects);
    }
}
