package next700.trial.liar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import next700.process.Message;

/** The kinds of messages that there are in a protocol, and what stands for the interfaces in them. */
final class Vocabulary {
    private final List<Class<?>> leaves = new ArrayList<>();

    /** @param declared classes, and sealed interfaces for all that they permit */
    Vocabulary(List<Class<?>> declared) {
        declared.stream().flatMap(Vocabulary::leaves).distinct().forEach(leaves::add);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Vocabulary::leaves) : Stream.of(type);
    }

    /** In the order of their declaration. */
    List<Class<?>> messages() {
        return leaves.stream().filter(Message.class::isAssignableFrom).toList();
    }

    /** What may stand for a type. */
    List<Class<?>> kindsOf(Class<?> type) {
        List<Class<?>> kinds =
                new ArrayList<>(leaves.stream().filter(type::isAssignableFrom).toList());
        if (kinds.isEmpty()) {
            leaves(type).forEach(kinds::add);
        }
        return kinds;
    }
}
