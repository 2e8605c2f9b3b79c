package next700.trial;

import java.util.Optional;
import next700.history.Value;
import next700.process.Call;
import next700.process.Notice;

/**
 * How what clients call and are told reads as the operations of a recorded history. A simulated run and one on a network
 * are held against a sequential object by the same reading.
 */
public interface Dialogue {
    /** An operation that is called: its function, and what it is given. */
    record Question(String function, Value argument) {}

    /** What an operation answered. */
    sealed interface Answer {
        Value value();

        /** It took effect, and answered so. */
        record Done(Value value) implements Answer {}

        /** It answered that it took no effect, and never will. */
        record Refused(Value value) implements Answer {}
    }

    /** What a call asks. */
    Question question(Call call);

    /** What a notice answers to the call; nothing, if the call goes on. */
    Optional<Answer> answer(Call call, Notice notice);
}
