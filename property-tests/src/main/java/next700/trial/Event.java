package next700.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A correct process took an input.
 *
 * @param number from 0, in the order in which things happen
 * @param time in units of virtual time
 * @param flight what carried the message, if the input is one that was sent
 * @param effects what the host carried out: all of them, unless the process crashed between two
 * @param steps the steps among the effects
 */
public record Event(
        int number,
        long time,
        ProcessId process,
        Input input,
        Optional<Flight> flight,
        List<Effect> effects,
        List<Taken> steps) {

    static Event of(
            int number, long time, ProcessId process, Input input, Optional<Flight> flight, List<Effect> effects) {
        return new Event(number, time, process, input, flight, effects, stepsOf(effects));
    }

    /** The same with the effects that an observer makes of them. */
    public Event with(List<Effect> others) {
        return of(number, time, process, input, flight, others);
    }

    private static List<Taken> stepsOf(List<Effect> effects) {
        List<Taken> steps = List.of();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Took took) {
                if (steps.isEmpty()) {
                    steps = new ArrayList<>(2);
                }
                steps.add(took.step());
            }
        }
        return steps;
    }

    /** The message that was received, if one was. */
    public Optional<Message> message() {
        return input instanceof Input.Received received ? Optional.of(received.message()) : Optional.empty();
    }

    /** The steps of a protocol's own kind. */
    public <T extends Taken> List<T> steps(Class<T> kind) {
        return steps.isEmpty()
                ? List.of()
                : steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What the process told its caller, of a kind. */
    public <T extends Notice> List<T> told(Class<T> kind) {
        List<T> told = List.of();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Tell tell && kind.isInstance(tell.notice())) {
                if (told.isEmpty()) {
                    told = new ArrayList<>(2);
                }
                told.add(kind.cast(tell.notice()));
            }
        }
        return told;
    }
}
