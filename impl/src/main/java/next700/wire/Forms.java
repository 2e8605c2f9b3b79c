package next700.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import next700.process.Bytes;
import next700.process.Digest;

/** Derives the forms of types from their declarations. */
final class Forms {
    private static final Set<Type> MAPS = Set.of(Map.class, SortedMap.class, NavigableMap.class);
    private static final Set<Type> SETS = Set.of(Set.class, SortedSet.class, NavigableSet.class);

    private final List<Class<?>> declared;
    private final Map<Class<?>, Form<Object>> forms = new LinkedHashMap<>();
    private final Map<Class<?>, Function<Forms, ? extends Form<?>>> special = new HashMap<>();

    /** @param declared what may stand where an interface is that is not sealed, each with its place as its number */
    Forms(List<Class<?>> declared) {
        this.declared = List.copyOf(declared);
    }

    /** Values of this type have a form of their own. */
    void special(Class<?> type, Function<Forms, ? extends Form<?>> form) {
        special.put(type, form);
    }

    /** The form of values of this type. */
    Form<Object> of(Class<?> type) {
        Form<Object> known = forms.get(type);
        if (known == null) {
            Recursive recursive = new Recursive(type);
            forms.put(type, recursive);
            known = make(type);
            recursive.form = known;
            forms.put(type, known);
        }
        return known;
    }

    /** All forms that have been asked for. */
    Map<Class<?>, Form<Object>> all() {
        return forms;
    }

    /** Without its package. */
    static String name(Class<?> type) {
        return type.getTypeName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private Form<Object> make(Class<?> type) {
        if (special.containsKey(type)) {
            return any(special.get(type).apply(this));
        }
        if (type == Digest.class) {
            return any(new Scalars.OfDigest());
        }
        if (type.isEnum()) {
            return any(new Scalars.Constant(type, List.of(type.getEnumConstants())));
        }
        if (type.isSealed()) {
            return alternatives(type, List.of(type.getPermittedSubclasses()));
        }
        if (type.isInterface()) {
            return alternatives(
                    type,
                    declared.stream()
                            .<Class<?>>map(each -> type.isAssignableFrom(each) ? each : null)
                            .toList());
        }
        Structure structure = Structure.of(type);
        return new Composite(
                structure, structure.components().stream().map(this::of).toList());
    }

    private Form<Object> alternatives(Class<?> type, List<Class<?>> places) {
        Alternatives alternatives = new Alternatives(name(type));
        for (int number = 0; number < places.size(); number++) {
            Class<?> alternative = places.get(number);
            if (alternative != null) {
                alternatives.add(number, leaves(alternative), of(alternative));
            }
        }
        if (places.stream().allMatch(alternative -> alternative == null)) {
            throw new Unlike("nothing that is declared is a " + type.getTypeName() + ", which is not sealed");
        }
        return alternatives;
    }

    /** The classes that a value of a type can be of. */
    static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(each -> leaves(each).stream())
                        .toList()
                : List.of(type);
    }

    private Form<Object> of(Component component) {
        Type type = component.type();
        if (type == long.class || type == Long.class) {
            return any(new Scalars.Whole(Range.of(component, Long.MAX_VALUE)));
        }
        if (type == int.class || type == Integer.class) {
            return any(new Scalars.Small(new Scalars.Whole(Range.of(component, Integer.MAX_VALUE))));
        }
        if (type == String.class) {
            return any(new Scalars.Text(Range.ofSize(component)));
        }
        if (type == Bytes.class) {
            return any(new Scalars.Octets(Range.ofSize(component)));
        }
        if (type instanceof ParameterizedType parameterized) {
            return container(component, parameterized.getRawType(), parameterized.getActualTypeArguments());
        }
        if (component.bound() != null) {
            throw component.refused("a bound has no meaning for " + type.getTypeName());
        }
        if (type == boolean.class || type == Boolean.class) {
            return any(new Scalars.Truth());
        }
        if (type instanceof Class<?> simple && !simple.isArray() && !simple.isPrimitive()) {
            try {
                return of(simple);
            } catch (Unlike e) {
                throw component.refused(e.getMessage());
            }
        }
        throw component.refused("there is no form of " + type.getTypeName());
    }

    private Form<Object> container(Component component, Type container, Type[] arguments) {
        if (container == Optional.class) {
            return any(new Containers.Maybe(of(component.optionally(arguments[0]))));
        }
        Form<Object> element = of(component.of(arguments[0]));
        Range range = Range.ofSize(component);
        if (container == List.class) {
            return any(new Containers.Row(element, range));
        }
        if (MAPS.contains(container) || SETS.contains(container)) {
            if (!(arguments[0] instanceof Class<?> key) || !Comparable.class.isAssignableFrom(key)) {
                throw component.refused(arguments[0].getTypeName() + " has no order to write them in");
            }
            return any(new Containers.Ascending(
                    element,
                    MAPS.contains(container) ? Optional.of(of(component.of(arguments[1]))) : Optional.empty(),
                    range));
        }
        throw component.refused("there is no form of " + container.getTypeName());
    }

    @SuppressWarnings("unchecked") // A form is only given values of the type that it was derived from.
    private static Form<Object> any(Form<?> form) {
        return (Form<Object>) form;
    }

    /** What is asked for while it is made: a type that contains its own kind. Each time costs a level of nesting. */
    private static final class Recursive implements Form<Object> {
        private final Class<?> type;
        private Form<Object> form;

        Recursive(Class<?> type) {
            this.type = type;
        }

        @Override
        public void write(Object value, Out out) {
            out.enter();
            form.write(value, out);
            out.leave();
        }

        @Override
        public Object read(In in) throws MalformedFrameException {
            in.enter();
            Object value = form.read(in);
            in.leave();
            return value;
        }

        @Override
        public Object draw(Draw draw) {
            draw.enter();
            Object value = form.draw(draw);
            draw.leave();
            return value;
        }

        @Override
        public int leastBytes() {
            return 0; // Its own would be asked for without end.
        }

        @Override
        public String describe() {
            return name(type);
        }
    }
}
