package next700.trial.liar;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.wire.Component;
import next700.wire.Structure;

/** Makes messages, and parts of them, out of parts that were heard. */
final class Fabric {
    static final Signature NO_SIGNATURE = new Signature(Bytes.copyOf(new byte[Signature.SIZE_BYTES]));

    private static final int DEEPEST = 6;
    private static final int MOST_ELEMENTS = 8;

    private final ChoiceTape tape;
    private final Vocabulary vocabulary;
    private final Heard heard;
    private final List<ProcessId> names;

    /** @param names of all processes */
    Fabric(ChoiceTape tape, Vocabulary vocabulary, Heard heard, List<ProcessId> names) {
        this.tape = tape;
        this.vocabulary = vocabulary;
        this.heard = heard;
        this.names = names;
    }

    int pick(int bound, String what) {
        return tape.choose(Math.min(bound, ChoiceTape.MAX_BOUND), Decision.SHAPE, what);
    }

    int lie(int bound, String what) {
        return tape.choose(Math.min(bound, ChoiceTape.MAX_BOUND), Decision.LIE, what);
    }

    <T> Optional<T> pick(List<T> from, String what) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(pick(from.size(), what)));
    }

    /** A message of a kind. */
    Optional<Message> message(Class<?> kind) {
        return any(kind, kind.getSimpleName(), 0).map(Message.class::cast);
    }

    /** Another value for a part: one that was heard, or one that is made anew. */
    Optional<Object> other(Anatomy.Part part) {
        List<Object> others = new ArrayList<>(heard.parts(part.name(), part.wanted()));
        others.remove(part.value());
        int anew = others.size();
        int choice = pick(anew + 1, "another " + part.name());
        return choice < anew ? Optional.of(others.get(choice)) : any(part.wanted(), part.name(), 1);
    }

    /** One that was heard where such a component stands, or is made of what was. */
    private Optional<Object> any(Class<?> type, String name, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (ProcessId.class.isAssignableFrom(type)) {
            return pick(names.stream().filter(type::isInstance).toList(), name).map(Object.class::cast);
        }
        if (type.isInterface() || type.isSealed()) {
            List<Class<?>> kinds = vocabulary.kindsOf(type);
            return kinds.isEmpty() ? Optional.empty() : any(kinds.get(lie(kinds.size(), name)), name, depth + 1);
        }
        Optional<Structure> structure = Anatomy.structure(type);
        if (structure.isEmpty()) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (Component component : structure.get().components()) {
            Optional<Object> value = value(component.name(), component.type(), depth);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        try {
            return Optional.of(Anatomy.made(structure.get(), values));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> value(String name, Type declared, int depth) {
        Class<?> type = new Anatomy.Part(name, declared, null, null).wanted();
        if (type == Mac.class) {
            return Optional.of(Mac.NONE);
        }
        if (type == Signature.class) {
            return Optional.of(NO_SIGNATURE);
        }
        if (type == Authenticator.class) {
            return Optional.of(new Authenticator(List.of()));
        }
        if (type == Optional.class) {
            return Optional.of(
                    pick(2, "without " + name) == 1
                            ? Optional.empty()
                            : value(name, Anatomy.element(declared), depth + 1));
        }
        if (type == List.class) {
            Class<?> element = Anatomy.raw(Anatomy.element(declared));
            return Optional.of(
                    switch (pick(4, "how many " + name)) {
                        case 1 -> List.of();
                        case 2 -> asMany(element).orElseGet(() -> several(name, element));
                        default -> several(name, element);
                    });
        }
        if (type == Boolean.class) {
            return Optional.of(pick(2, name) == 1);
        }
        return pick(heard.parts(name, type), name).or(() -> {
            if (type == Long.class) {
                return Optional.of((long) pick(4, name));
            }
            if (type == Integer.class) {
                return Optional.of(1 + pick(4, name));
            }
            return type == Digest.class
                    ? Optional.of(Digest.of("LIE").digest())
                    : type == Bytes.class ? Optional.of(Bytes.utf8("lie")) : any(type, name, depth + 1);
        });
    }

    /** As many as there are replicas of what proves nothing; absent for a type that is no proof. */
    private Optional<List<Object>> asMany(Class<?> proof) {
        int replicas = (int) names.stream().filter(ReplicaId.class::isInstance).count();
        return proof == Mac.class
                ? Optional.of(Collections.nCopies(replicas, Mac.NONE))
                : proof == Signature.class
                        ? Optional.of(Collections.nCopies(replicas, NO_SIGNATURE))
                        : Optional.empty();
    }

    /** The latest of what was heard of a type, all of them or some. */
    List<Object> several(String name, Class<?> type) {
        List<Object> known = heard.parts(name, type);
        int most = Math.min(known.size(), MOST_ELEMENTS);
        int left = most == 0 ? 0 : pick(most, "fewer " + name);
        return List.copyOf(known.subList(0, most - left));
    }

    /** All processes, all but one, one, or one half. */
    List<ProcessId> some(String what) {
        int n = names.size();
        int choice = pick(2 * n + 3, what);
        if (choice == 0) {
            return names;
        }
        if (choice <= n) {
            List<ProcessId> most = new ArrayList<>(names);
            most.remove(choice - 1);
            return most;
        }
        if (choice <= 2 * n) {
            return List.of(names.get(choice - n - 1));
        }
        int parity = choice - 2 * n - 1;
        return IntStream.range(0, n)
                .filter(i -> i % 2 == parity)
                .mapToObj(names::get)
                .toList();
    }

    List<ProcessId> names() {
        return names;
    }
}
