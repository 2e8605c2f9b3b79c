package next700.trial.liar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import next700.process.ProcessId;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * What several signed, under one roof: a certificate, the proof of an abort history, a NEW-VIEW. A liar that forges it changes
 * what is said in all of it alike, and has it said by too few, by itself again and again, or in the names of others.
 */
final class Evidence {
    private enum Shape {
        AS_IT_IS,
        OWN_AGAIN_AND_AGAIN,
        IN_ALL_NAMES,
        OWN_ALONE,
        OWN_AND_THEIRS,
        ONE_FEWER,
        ONE_MORE,
        ONE_AGAIN_AND_AGAIN,
        HEARD
    }

    private Evidence() {}

    /** The index of the part that is a list of what was signed; -1 if there is none. */
    static int in(List<Anatomy.Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Anatomy.Part part = parts.get(i);
            if (part.value() instanceof List<?> list
                    && !list.isEmpty()
                    && list.stream().allMatch(each -> each instanceof Signed)) {
                return i;
            }
        }
        return -1;
    }

    static Optional<Alteration> forge(
            List<Anatomy.Part> parts, int index, Anatomy.Way way, String label, Fabric fabric) {
        List<?> list = (List<?>) parts.get(index).value();
        Object model = list.get(fabric.pick(list.size(), "model of " + label));
        Shape shape = Shape.values()[fabric.lie(Shape.values().length, "evidence of " + label)];
        Optional<Alteration> inner =
                fabric.pick(4, "true or false " + label) == 0 ? Optional.empty() : Alteration.draw(model, fabric);
        List<Object> heard =
                shape == Shape.HEARD ? fabric.several(parts.get(index).name(), model.getClass()) : List.of();
        if (shape == Shape.AS_IT_IS && inner.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Alteration(way, (whole, keys) -> forged(whole, index, model, shape, inner, heard, keys)));
    }

    private static Object forged(
            Object whole,
            int index,
            Object model,
            Shape shape,
            Optional<Alteration> inner,
            List<Object> heard,
            Optional<Signing> keys) {
        List<Anatomy.Part> parts = Anatomy.parts(Anatomy.whole(whole));
        List<?> list = (List<?>) parts.get(index).value();
        List<Object> said = new ArrayList<>();
        for (Object each : shaped(list, model, shape, heard, keys)) {
            said.add(inner.flatMap(change -> change.of(each, keys)).orElse(each));
        }
        List<Object> values = new ArrayList<>();
        parts.forEach(each -> values.add(each.value()));
        values.set(index, List.copyOf(said));
        if (!said.isEmpty()) {
            mirror(parts, values, model, said.get(0));
        }
        Object made = Anatomy.made(Anatomy.structure(whole.getClass()).orElseThrow(), values);
        return Anatomy.signed(made, keys);
    }

    /** What the whole says of its evidence is what this says now. */
    private static void mirror(List<Anatomy.Part> parts, List<Object> values, Object before, Object after) {
        List<Anatomy.Part> were = Anatomy.parts(Anatomy.whole(before));
        List<Anatomy.Part> are = Anatomy.parts(Anatomy.whole(after));
        for (int i = 0; i < were.size(); i++) {
            for (int j = 0; j < parts.size(); j++) {
                if (parts.get(j).name().equals(were.get(i).name())
                        && parts.get(j).value().equals(were.get(i).value())) {
                    values.set(j, are.get(i).value());
                }
            }
        }
    }

    private static List<Object> shaped(
            List<?> list, Object model, Shape shape, List<Object> heard, Optional<Signing> keys) {
        List<Object> all = new ArrayList<>(list);
        if (keys.isEmpty() || all.isEmpty()) {
            return all;
        }
        Signing own = keys.get();
        Object mine = named(model, own.speaker(), keys);
        int usual = own.group().certificate();
        return switch (shape) {
            case AS_IT_IS -> all;
            case OWN_AGAIN_AND_AGAIN -> Collections.nCopies(usual, mine);
            case IN_ALL_NAMES -> {
                List<Object> every = new ArrayList<>();
                for (ProcessId name : own.group().replicas()) {
                    every.add(named(model, name, keys));
                }
                yield every;
            }
            case OWN_ALONE -> List.of(mine);
            case OWN_AND_THEIRS -> {
                all.set(all.size() - 1, mine);
                yield all;
            }
            case ONE_FEWER -> all.subList(0, all.size() - 1);
            case ONE_MORE -> {
                all.add(mine);
                yield all;
            }
            case ONE_AGAIN_AND_AGAIN -> Collections.nCopies(usual, model);
            case HEARD -> heard;
        };
    }

    /** The same, said in another name, if a name of this kind is in it. */
    private static Object named(Object said, ProcessId name, Optional<Signing> keys) {
        return Anatomy.name(said, name.getClass())
                .map(old -> Anatomy.renamed(said, old, name, keys))
                .orElse(said);
    }
}
