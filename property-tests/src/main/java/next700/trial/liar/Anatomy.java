package next700.trial.liar;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import next700.process.Bound;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;
import next700.wire.Component;
import next700.wire.Structure;

/** Messages as their records have them: what they are made of, down to numbers, names, bytes, digests and proofs. */
final class Anatomy {
    private static final ClassValue<Optional<Structure>> STRUCTURES = new ClassValue<>() {
        @Override
        protected Optional<Structure> computeValue(Class<?> type) {
            if (isWhole(type)) {
                return Optional.empty();
            }
            try {
                return Optional.of(Structure.of(type));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // It is taken as it is.
            }
        }
    };

    private Anatomy() {}

    /**
     * A part of a value.
     *
     * @param name of the component that it is, or is in
     * @param type that is declared for it
     * @param bound of the component; null if it has none
     */
    record Part(String name, Type type, Bound bound, Object value) {
        Part in(Type inner, Object content) {
            return new Part(name, inner, bound, content);
        }

        /** What may stand in its place is of this class. */
        Class<?> wanted() {
            return MethodType.methodType(raw(type)).wrap().returnType();
        }
    }

    /** What is said in the place of a part. */
    @FunctionalInterface
    interface Change {
        /**
         * What is said instead.
         *
         * @param keys with which what holds other parts now is signed anew; absent if old proofs stay
         */
        Object of(Object part, Optional<Signing> keys);

        static Change to(Object other) {
            return (any, keys) -> other;
        }
    }

    /** How a part of a message is reached from it: through these parts, by their indices. */
    record Way(List<Integer> indices) {
        static final Way NOWHERE = new Way(List.of());

        Way then(int index) {
            List<Integer> further = new ArrayList<>(indices);
            further.add(index);
            return new Way(List.copyOf(further));
        }
    }

    /** Whether values of a type are not taken apart. */
    private static boolean isWhole(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || Number.class.isAssignableFrom(type)
                || type == Boolean.class
                || type == String.class
                || type == Bytes.class
                || type == Digest.class
                || isProof(type)
                || ProcessId.class.isAssignableFrom(type);
    }

    static boolean isProof(Class<?> type) {
        return type == Mac.class || type == Signature.class;
    }

    /** Whether the part is nothing but proofs: whoever changes it does not sign the same again. */
    static boolean isProof(Part part) {
        return isProof(part.wanted())
                || part.wanted() == Authenticator.class
                || (part.wanted() == List.class && isProof(raw(element(part.type()))));
    }

    static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? raw(parameterized.getRawType())
                : type instanceof Class<?> simple ? simple : Object.class;
    }

    static Type element(Type container) {
        return container instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    static Optional<Structure> structure(Class<?> type) {
        return STRUCTURES.get(type);
    }

    /** What a part is made of, if it can be taken apart. */
    static List<Part> parts(Part part) {
        List<Part> parts = new ArrayList<>();
        switch (part.value()) {
            case List<?> list -> list.forEach(each -> parts.add(part.in(element(part.type()), each)));
            case Optional<?> maybe -> maybe.ifPresent(each -> parts.add(part.in(element(part.type()), each)));
            default ->
                structure(part.value().getClass()).ifPresent(structure -> {
                    int index = 0;
                    for (Component component : structure.components()) {
                        Object value = structure.component(part.value(), index);
                        parts.add(new Part(component.name(), component.type(), component.bound(), value));
                        index++;
                    }
                });
        }
        return parts;
    }

    static Part whole(Object message) {
        return new Part(message.getClass().getSimpleName(), message.getClass(), null, message);
    }

    /** The part of a message that a way leads to, if it leads to any. */
    static Optional<Part> at(Object message, Way way) {
        Part part = whole(message);
        for (int index : way.indices()) {
            List<Part> parts = parts(part);
            if (index >= parts.size()) {
                return Optional.empty();
            }
            part = parts.get(index);
        }
        return Optional.of(part);
    }

    /**
     * The message with another part at the end of a way.
     *
     * @param change of the part
     * @param keys with which all that holds the part is signed anew; absent if the old proofs stay
     * @return empty if the way leads nowhere, or a constructor refuses what comes of it
     */
    static Optional<Object> changed(Object message, Way way, Change change, Optional<Signing> keys) {
        try {
            return Optional.of(
                    rebuilt(whole(message), way.indices(), change, keys).value());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** A part that was made anew, and whether nothing but a proof in it was changed, so that it is not to be signed. */
    private record Rebuilt(Object value, boolean isProof) {}

    private static Rebuilt rebuilt(Part part, List<Integer> way, Change change, Optional<Signing> keys) {
        if (way.isEmpty()) {
            return new Rebuilt(change.of(part.value(), keys), isProof(part));
        }
        List<Part> parts = parts(part);
        int index = way.get(0);
        if (index >= parts.size()) {
            throw new IllegalArgumentException("there is no such part");
        }
        Rebuilt inner = rebuilt(parts.get(index), way.subList(1, way.size()), change, keys);
        List<Object> values = new ArrayList<>();
        parts.forEach(each -> values.add(each.value()));
        values.set(index, inner.value());
        Object made = made(part, values);
        if (inner.isProof() && (isProof(part) || part.value() instanceof Signed)) {
            return new Rebuilt(made, isProof(part));
        }
        return new Rebuilt(signed(made, keys), false);
    }

    private static Object made(Part part, List<Object> values) {
        return switch (part.value()) {
            case List<?> list -> List.copyOf(values);
            case Optional<?> maybe -> Optional.of(values.get(0));
            default -> made(structure(part.value().getClass()).orElseThrow(), values);
        };
    }

    /**
     * The value of these components.
     *
     * @throws IllegalArgumentException if its constructor refuses them, or a list holds what it is not declared to hold: on the
     *     wire nobody could say that
     */
    static Object made(Structure structure, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            Class<?> declared = elements(structure.components().get(i).type());
            if (values.get(i) instanceof List<?> list && !list.stream().allMatch(declared::isInstance)) {
                throw new IllegalArgumentException(structure.type() + " of other elements than " + declared);
            }
        }
        try {
            return structure.make(values.toArray());
        } catch (RuntimeException e) { // Whatever it refuses with.
            throw new IllegalArgumentException(e);
        }
    }

    private static Class<?> elements(Type container) {
        return container instanceof ParameterizedType
                ? MethodType.methodType(raw(element(container))).wrap().returnType()
                : Object.class;
    }

    static Object signed(Object value, Optional<Signing> keys) {
        return keys.isPresent() && value instanceof Signed signed ? signed.signedBy(keys.get()) : value;
    }

    /**
     * A value with another name in the place of one, wherever it stands, signed anew on all levels that held it.
     *
     * @return the same value if the name does not occur
     */
    static Object renamed(Object value, ProcessId from, ProcessId to, Optional<Signing> keys) {
        return throughout(whole(value), part -> part.value().equals(from), to, keys);
    }

    /** A value with another in the place of one in all components of a name. */
    static Object throughout(Object value, String name, Object from, Object to, Optional<Signing> keys) {
        return throughout(
                whole(value), part -> part.name().equals(name) && part.value().equals(from), to, keys);
    }

    @SuppressWarnings("ReferenceEquality") // What is the same was not made anew.
    private static Object throughout(Part part, Predicate<Part> isMeant, Object to, Optional<Signing> keys) {
        if (isMeant.test(part)) {
            return to;
        }
        List<Object> values = new ArrayList<>();
        boolean isOther = false;
        for (Part each : parts(part)) {
            Object other = throughout(each, isMeant, to, keys);
            isOther |= other != each.value();
            values.add(other);
        }
        return isOther ? signed(made(part, values), keys) : part.value();
    }

    /** The first name of a kind in a message, from the outside in: usually that of its speaker. */
    static <N extends ProcessId> Optional<N> name(Object message, Class<N> kind) {
        List<Part> level = List.of(whole(message));
        while (!level.isEmpty()) {
            List<Part> next = new ArrayList<>();
            for (Part part : level) {
                if (kind.isInstance(part.value())) {
                    return Optional.of(kind.cast(part.value()));
                }
                next.addAll(parts(part));
            }
            level = next;
        }
        return Optional.empty();
    }
}
