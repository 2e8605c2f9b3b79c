package next700.trial.liar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signing;

/**
 * A change of one part of a message. What is changed where is drawn once, so that several receivers may be told the same.
 *
 * @param way to the part
 * @param isThroughout whether it is changed wherever the same stands under the same name
 */
record Alteration(Anatomy.Way way, Anatomy.Change change, boolean isThroughout) {
    Alteration(Anatomy.Way way, Anatomy.Change change) {
        this(way, change, false);
    }

    /** How the label begins under which the component to be changed is drawn. */
    static final String COMPONENT = "component of ";

    private static final long FAR = 1000;
    private static final int PLACES = 16;

    private static Alteration at(Anatomy.Way way, UnaryOperator<Object> change) {
        return new Alteration(way, (part, keys) -> change.apply(part));
    }

    /** The message as it is told, signed anew or with the proofs that it had; empty if it cannot be told like this. */
    static Optional<Message> of(Message message, List<Alteration> alterations, Optional<Signing> keys) {
        Optional<Object> told = Optional.of(message);
        for (Alteration each : alterations) {
            told = told.flatMap(said -> each.of(said, keys));
        }
        return told.filter(other -> !other.equals(message)).map(Message.class::cast);
    }

    /** A value with this change in it. */
    Optional<Object> of(Object value, Optional<Signing> keys) {
        Optional<Anatomy.Part> part = Anatomy.at(value, way);
        if (!isThroughout || part.isEmpty()) {
            return Anatomy.changed(value, way, change, keys);
        }
        try {
            Object other = change.of(part.get().value(), keys);
            return Optional.of(
                    Anatomy.throughout(value, part.get().name(), part.get().value(), other, keys));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Draws what is changed in a message: one thing, or two. */
    static List<Alteration> several(Message message, Fabric fabric) {
        List<Alteration> all = new ArrayList<>();
        draw(message, fabric).ifPresent(all::add);
        if (fabric.pick(3, "something else, too") == 1) {
            draw(message, fabric).ifPresent(all::add);
        }
        return all;
    }

    /** Draws a change that fits a value, in a run often the same for those of one kind. */
    static Optional<Alteration> draw(Object message, Fabric fabric) {
        Anatomy.Part whole = Anatomy.whole(message);
        List<Anatomy.Part> parts = Anatomy.parts(whole);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        int evidence = Evidence.in(parts);
        int component = fabric.lie(parts.size() + (evidence < 0 ? 0 : 1), COMPONENT + whole.name());
        return component == parts.size()
                ? Evidence.forge(parts, evidence, Anatomy.Way.NOWHERE, whole.name(), fabric)
                : of(parts.get(component), Anatomy.Way.NOWHERE.then(component), whole.name(), fabric);
    }

    private static Optional<Alteration> ofComposite(
            Anatomy.Part part, List<Anatomy.Part> parts, Anatomy.Way way, String label, Fabric fabric) {
        int evidence = Evidence.in(parts);
        if (parts.size() == 1 && evidence < 0) {
            return of(parts.get(0), way.then(0), label, fabric); // It is a wrapper.
        }
        int choice = fabric.lie(1 + parts.size() + (evidence < 0 ? 0 : 3), label);
        if (choice == 0) {
            return fabric.other(part).map(other -> at(way, any -> other));
        }
        return choice > parts.size()
                ? Evidence.forge(parts, evidence, way, label, fabric)
                : of(parts.get(choice - 1), way.then(choice - 1), label, fabric);
    }

    private static Optional<Alteration> of(Anatomy.Part part, Anatomy.Way way, String holder, Fabric fabric) {
        String label = holder + "." + part.name();
        return switch (part.value()) {
            case List<?> list -> ofList(part, list, way, label, fabric);
            case Optional<?> maybe -> ofOptional(part, maybe, way, label, fabric);
            default -> {
                List<Anatomy.Part> parts = Anatomy.parts(part);
                if (parts.isEmpty()) {
                    boolean everywhere = fabric.pick(3, "wherever it stands") == 1;
                    yield leaf(part, label, fabric)
                            .map(change -> new Alteration(way, (any, keys) -> change.apply(any), everywhere));
                }
                yield ofComposite(part, parts, way, label, fabric);
            }
        };
    }

    private static Optional<Alteration> ofOptional(
            Anatomy.Part part, Optional<?> maybe, Anatomy.Way way, String label, Fabric fabric) {
        if (maybe.isEmpty()) {
            Anatomy.Part content = part.in(Anatomy.element(part.type()), Optional.empty());
            return fabric.other(content).map(other -> at(way, any -> Optional.of(other)));
        }
        return switch (fabric.lie(3, label)) {
            case 0 -> of(Anatomy.parts(part).get(0), way.then(0), label, fabric);
            case 1 -> Optional.of(at(way, any -> Optional.empty()));
            default ->
                fabric.other(part.in(Anatomy.element(part.type()), maybe.get()))
                        .map(other -> at(way, any -> Optional.of(other)));
        };
    }

    private static Optional<Alteration> ofList(
            Anatomy.Part part, List<?> list, Anatomy.Way way, String label, Fabric fabric) {
        Class<?> type = Anatomy.raw(Anatomy.element(part.type()));
        int index = list.isEmpty() ? 0 : fabric.pick(list.size(), "which of " + part.name());
        if (Anatomy.isProof(type)) {
            return ofProofs(list, type, index, way, label, fabric);
        }
        if (list.isEmpty()) {
            return fabric.other(part.in(type, list))
                    .map(one -> at(way, any -> List.of(one)))
                    .or(() -> Optional.empty());
        }
        Anatomy.Part element = Anatomy.parts(part).get(index);
        UnaryOperator<List<Object>> change = switch (fabric.lie(10, label)) {
            case 0 -> null;
            case 1 -> all -> List.of();
            case 2 -> all -> without(all, index);
            case 3 -> all -> Collections.nCopies(all.size(), at(all, index));
            case 4 -> all -> with(all, at(all, index));
            case 5 -> Alteration::reversed;
            case 6 -> {
                List<Object> several = fabric.several(part.name(), type);
                yield all -> several;
            }
            case 7 -> {
                Optional<Object> other = fabric.other(element);
                yield all -> other.map(more -> with(all, more)).orElse(all);
            }
            case 8 -> {
                Optional<Object> other = fabric.other(element);
                yield all ->
                        other.map(instead -> with(without(all, index), instead)).orElse(all);
            }
            default -> all -> repeated(all);
        };
        return change == null
                ? of(element, way.then(index), label, fabric)
                : Optional.of(at(way, all -> toOther(all, change)));
    }

    /** Another receiver may be sent an empty list. */
    private static Object toOther(Object list, UnaryOperator<List<Object>> change) {
        List<Object> all = new ArrayList<>((List<?>) list);
        return all.isEmpty() ? list : change.apply(all);
    }

    /** Proofs that are good for some only. */
    private static Optional<Alteration> ofProofs(
            List<?> list, Class<?> type, int index, Anatomy.Way way, String label, Fabric fabric) {
        Object none = type == Mac.class ? Mac.NONE : Fabric.NO_SIGNATURE;
        UnaryOperator<List<Object>> change = switch (fabric.lie(6, label)) {
            case 0 -> all -> replaced(all, none, i -> i != index);
            case 1 -> all -> replaced(all, none, i -> i == index);
            case 2 -> all -> replaced(all, none, i -> i % 2 == index % 2);
            case 3 -> all -> replaced(all, none, i -> true);
            case 4 -> all -> List.of();
            default -> all -> without(all, all.size() - 1);
        };
        return list.isEmpty() ? Optional.empty() : Optional.of(at(way, all -> toOther(all, change)));
    }

    private static List<Object> replaced(List<Object> all, Object by, java.util.function.IntPredicate where) {
        List<Object> other = new ArrayList<>(all);
        for (int i = 0; i < all.size(); i++) {
            if (where.test(i)) {
                other.set(i, by);
            }
        }
        return other;
    }

    private static Object at(List<Object> all, int index) {
        return all.get(Math.min(index, all.size() - 1));
    }

    private static List<Object> without(List<Object> all, int index) {
        List<Object> fewer = new ArrayList<>(all);
        if (!fewer.isEmpty()) {
            fewer.remove(Math.min(index, fewer.size() - 1));
        }
        return fewer;
    }

    private static List<Object> with(List<Object> all, Object one) {
        List<Object> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    private static List<Object> reversed(List<Object> all) {
        List<Object> other = new ArrayList<>(all);
        Collections.reverse(other);
        return other;
    }

    private static List<Object> repeated(List<Object> all) {
        List<Object> twice = new ArrayList<>(all);
        twice.addAll(all);
        return twice;
    }

    private static Optional<UnaryOperator<Object>> leaf(Anatomy.Part part, String label, Fabric fabric) {
        return switch (part.value()) {
            case Long number -> number(part, label, fabric).map(change -> any -> change.applyAsLong((Long) any));
            case Integer number ->
                number(part, label, fabric).map(change -> any -> Math.toIntExact(change.applyAsLong((Integer) any)));
            case Boolean truth -> Optional.of(any -> !((Boolean) any));
            case ProcessId name ->
                fabric.pick(
                                fabric.names().stream()
                                        .filter(part.wanted()::isInstance)
                                        .filter(other -> !other.equals(name))
                                        .toList(),
                                label)
                        .map(other -> any -> other);
            case Digest digest ->
                fabric.lie(3, label) > 0
                        ? fabric.other(part).map(other -> any -> other)
                        : Optional.of(any -> Digest.of("LIE").add((Digest) any).digest());
            case Bytes bytes -> bytes(part, label, fabric);
            case String text ->
                fabric.lie(2, label) > 0
                        ? fabric.other(part).map(other -> any -> other)
                        : Optional.of(any -> any + "'");
            case Mac mac ->
                fabric.lie(2, label) > 0 ? fabric.other(part).map(other -> any -> other) : Optional.of(any -> Mac.NONE);
            case Signature signature ->
                fabric.lie(2, label) > 0
                        ? fabric.other(part).map(other -> any -> other)
                        : Optional.of(any -> Fabric.NO_SIGNATURE);
            case Enum<?> constant -> {
                Object[] constants = constant.getDeclaringClass().getEnumConstants();
                Object other = constants[fabric.pick(constants.length, label)];
                yield Optional.of(any -> other);
            }
            default -> fabric.other(part).map(other -> any -> other);
        };
    }

    private static Optional<java.util.function.LongUnaryOperator> number(
            Anatomy.Part part, String label, Fabric fabric) {
        long min = part.bound() == null ? 0 : part.bound().min();
        long most = part.value() instanceof Integer ? Integer.MAX_VALUE : Long.MAX_VALUE;
        long max = part.bound() == null ? most : Math.min(most, part.bound().max());
        java.util.function.LongUnaryOperator change = switch (fabric.lie(7, label)) {
            case 0 -> value -> value + 1;
            case 1 -> value -> value - 1;
            case 2 -> value -> min;
            case 3 -> value -> max;
            case 4 -> value -> value + FAR;
            case 5 -> value -> value + 2;
            default -> {
                Optional<Object> other = fabric.other(part);
                yield value -> other.map(heard -> ((Number) heard).longValue()).orElse(value);
            }
        };
        // What nobody can write no liar can say.
        return Optional.of(value -> Math.max(min, Math.min(max, change.applyAsLong(value))));
    }

    private static Optional<UnaryOperator<Object>> bytes(Anatomy.Part part, String label, Fabric fabric) {
        return switch (fabric.lie(5, label)) {
            case 0 -> Optional.of(any -> Bytes.utf8("lie"));
            case 1 -> fabric.other(part).map(other -> any -> other);
            case 2 -> {
                int place = fabric.pick(PLACES, "which byte of " + part.name());
                yield Optional.of(any -> flipped((Bytes) any, place));
            }
            case 3 -> Optional.of(any -> Bytes.EMPTY);
            default -> Optional.of(any -> Bytes.copyOf(new byte[((Bytes) any).length()]));
        };
    }

    private static Bytes flipped(Bytes bytes, int place) {
        if (bytes.length() == 0) {
            return Bytes.copyOf(new byte[1]);
        }
        byte[] other = bytes.toByteArray();
        other[bytes.length() - 1 - place * bytes.length() / PLACES] ^= 1;
        return Bytes.copyOf(other);
    }
}
