package next700.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;
import next700.protocol.abstraction.StepRecord;

/**
 * A process took an input.
 *
 * @param number from 0, in the order in which things happen
 * @param time in units of virtual time
 * @param flight what carried the message, if the input is one
 * @param effects what the host carried out
 * @param steps the steps among the effects
 */
public record Event(
        int number,
        long time,
        ProcessId process,
        Input input,
        Optional<Flight> flight,
        List<Effect> effects,
        List<StepRecord> steps) {

    static Event of(
            int number, long time, ProcessId process, Input input, Optional<Flight> flight, List<Effect> effects) {
        List<StepRecord> steps = List.of();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Took took) {
                if (steps.isEmpty()) {
                    steps = new ArrayList<>(2);
                }
                steps.add(took.step());
            }
        }
        return new Event(number, time, process, input, flight, effects, steps);
    }

    public Optional<InstanceMessage> message() {
        return flight.map(Flight::message);
    }
}
