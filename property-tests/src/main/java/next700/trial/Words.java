package next700.trial;

import java.util.Optional;
import java.util.stream.Collectors;
import next700.process.Call;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;

/** How a protocol's messages, steps and notices are called in a narration. What a protocol does not say itself is derived. */
public interface Words {
    /** The words that follow from the names of the records alone. */
    Words DERIVED = new Words() {};

    /** Short, for an arrow in a picture, too. */
    default String message(Message message) {
        return name(message) + " "
                + message.toString().replaceFirst("^" + message.getClass().getSimpleName(), "");
    }

    /** What the caller wants. */
    default String call(Call call) {
        return "is asked for " + call;
    }

    /** What the caller is told. */
    default String notice(Notice notice) {
        return "tells its caller " + notice;
    }

    /** The step that was taken. */
    default String step(Taken step) {
        return "takes " + step.step();
    }

    /** The first state in which correct processes differ in what they must agree upon, if they do. */
    default Optional<String> firstDifference(RunResult run) {
        return Optional.empty();
    }

    private static String name(Message message) {
        return message.getClass()
                .getSimpleName()
                .chars()
                .mapToObj(c ->
                        Character.isUpperCase(c) ? "-" + (char) c : String.valueOf((char) Character.toUpperCase(c)))
                .collect(Collectors.joining())
                .substring(1);
    }
}
