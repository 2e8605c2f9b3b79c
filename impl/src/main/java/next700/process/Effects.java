package next700.process;

import java.util.ArrayList;
import java.util.List;

/** The effects of one input, in the order in which the host is to carry them out. */
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

    public void tell(Notice notice) {
        effects.add(new Effect.Tell(notice));
    }

    public void store(String name, Record value) {
        effects.add(new Effect.Store(name, value));
    }

    public void took(Taken step) {
        effects.add(new Effect.Took(step));
    }

    public void add(Effect effect) {
        effects.add(effect);
    }

    public List<Effect> toList() {
        return List.copyOf(effects);
    }
}
