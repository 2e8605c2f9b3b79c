package next700.trial.liar;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import next700.wire.Structure;

/**
 * Something that a liar says of its own accord, as its structure: which kind of message it is, where it comes from and what is
 * changed in it. What that is in a run follows from what was heard until then.
 *
 * @param moment how often liars could have spoken before, from 0
 * @param kind of the message
 * @param act what is done to it
 * @param component that is changed, by its place in the record, if any is
 * @param choices what decides the rest: which message of the kind, what stands in the component then, who is told
 */
public record Utterance(int moment, Class<?> kind, Act act, int component, List<Integer> choices) {
    /** All that can be done. */
    public static final List<Act> ACTS =
            Stream.of(Act.values()).filter(act -> act != Act.NONE).toList();

    public Utterance {
        choices = List.copyOf(choices);
    }

    /** The kinds of messages that a protocol declares. */
    public static List<Class<?>> kinds(List<Class<?>> declared) {
        return new Vocabulary(declared).messages();
    }

    /** How many components a kind has. */
    public static int components(Class<?> kind) {
        return Structure.of(kind).components().size();
    }

    @Override
    public String toString() {
        String what = act.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String where = act.isChange()
                ? " in " + Structure.of(kind).components().get(component).name()
                : "";
        return "%d: %s %s%s".formatted(moment, what, kind.getSimpleName(), where);
    }
}
