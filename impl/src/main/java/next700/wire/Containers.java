package next700.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.wire.MalformedFrameException.Reason;

/** The forms of what contains others. */
final class Containers {
    private Containers() {}

    /** Whether there is one, and then it. */
    record Maybe(Form<Object> content) implements Form<Optional<?>> {
        @Override
        public void write(Optional<?> value, Out out) {
            out.octet(value.isPresent() ? 1 : 0);
            if (value.isPresent()) {
                content.write(value.get(), out);
            }
        }

        @Override
        public Optional<?> read(In in) throws MalformedFrameException {
            int octet = in.octet();
            if (octet > 1) {
                throw new MalformedFrameException(Reason.NOT_CANONICAL, "neither there nor absent");
            }
            return octet == 1 ? Optional.of(content.read(in)) : Optional.empty();
        }

        @Override
        public Optional<?> draw(Draw draw) {
            return draw.below(2) == 1 ? Optional.of(content.draw(draw)) : Optional.empty();
        }

        @Override
        public int leastBytes() {
            return 1;
        }

        @Override
        public String describe() {
            return content.describe() + "?";
        }
    }

    /** Their number, and then they, in their order. */
    record Row(Form<Object> element, Range range) implements Form<List<?>> {
        @Override
        public void write(List<?> value, Out out) {
            range.writeSize(value.size(), out);
            out.items(value.size());
            for (Object each : value) {
                element.write(each, out);
            }
        }

        @Override
        public List<?> read(In in) throws MalformedFrameException {
            Object[] elements = new Object[in.items(range.readSize(in, Reason.TOO_MANY), element.leastBytes())];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = element.read(in);
            }
            return List.of(elements);
        }

        @Override
        public List<?> draw(Draw draw) {
            List<Object> drawn = new ArrayList<>();
            for (int left = draw.size(range.min(), range.max(), false); left > 0; left--) {
                drawn.add(element.draw(draw));
            }
            return List.copyOf(drawn);
        }

        @Override
        public int leastBytes() {
            return range.sizeBytes() + (int) range.min() * element.leastBytes();
        }

        @Override
        public String describe() {
            return element.describe() + "*" + range;
        }
    }

    /** A map, by its keys in ascending order, each once; or the set that is nothing but keys. */
    record Ascending(Form<Object> key, Optional<Form<Object>> value, Range range) implements Form<Object> {
        @Override
        public void write(Object container, Out out) {
            // In natural order, whatever its own is.
            SortedMap<Object, Object> sorted = new TreeMap<>();
            if (container instanceof Map<?, ?> map) {
                sorted.putAll(map);
            } else {
                ((Collection<?>) container).forEach(element -> sorted.put(element, element));
            }
            range.writeSize(sorted.size(), out);
            out.items(sorted.size());
            sorted.forEach((each, its) -> {
                key.write(each, out);
                value.ifPresent(form -> form.write(its, out));
            });
        }

        @Override
        public Object read(In in) throws MalformedFrameException {
            NavigableMap<Object, Object> map = new TreeMap<>();
            for (int left = in.items(range.readSize(in, Reason.TOO_MANY), leastElementBytes()); left > 0; left--) {
                Object next = key.read(in);
                if (!map.isEmpty() && compare(map.lastKey(), next) >= 0) {
                    throw new MalformedFrameException(Reason.NOT_CANONICAL, range.what() + " is not in order");
                }
                map.put(next, value.isPresent() ? value.get().read(in) : next);
            }
            return container(map);
        }

        @SuppressWarnings("unchecked") // That keys are comparable has been seen to when the form was made.
        private static int compare(Object one, Object other) {
            return ((Comparable<Object>) one).compareTo(other);
        }

        private Object container(NavigableMap<Object, Object> map) {
            return value.isPresent()
                    ? Collections.unmodifiableNavigableMap(map)
                    : Collections.unmodifiableNavigableSet(map.navigableKeySet());
        }

        @Override
        public Object draw(Draw draw) {
            NavigableMap<Object, Object> map = new TreeMap<>();
            int size = draw.size(range.min(), range.max(), false);
            for (int left = 8 * size; left > 0 && map.size() < size; left--) {
                Object next = key.draw(draw);
                map.put(next, value.isPresent() ? value.get().draw(draw) : next);
            }
            return container(map);
        }

        private int leastElementBytes() {
            return key.leastBytes() + value.map(Form::leastBytes).orElse(0);
        }

        @Override
        public int leastBytes() {
            return range.sizeBytes() + (int) range.min() * leastElementBytes();
        }

        @Override
        public String describe() {
            String values = value.map(form -> " to " + form.describe()).orElse("");
            return "ascending " + key.describe() + values + "*" + range;
        }
    }
}
