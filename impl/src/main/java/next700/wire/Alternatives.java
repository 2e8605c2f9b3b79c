package next700.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.wire.MalformedFrameException.Reason;

/** One of several types: the number of which it is, and then its form. */
final class Alternatives implements Form<Object> {
    private record Alternative(int number, Form<Object> form) {}

    private final String name;
    private final Map<Class<?>, Alternative> byClass = new HashMap<>();
    private final List<Alternative> byNumber = new ArrayList<>();

    Alternatives(String name) {
        this.name = name;
    }

    /**
     * Values of these classes are of the alternative with this number.
     *
     * @param classes what values of it can be: itself, or the classes that its own alternatives are
     */
    void add(int number, List<Class<?>> classes, Form<Object> form) {
        Alternative alternative = new Alternative(number, form);
        classes.forEach(type -> byClass.put(type, alternative));
        while (byNumber.size() <= number) {
            byNumber.add(null); // Alternatives of other types, or that are no more.
        }
        byNumber.set(number, alternative);
    }

    @Override
    public void write(Object value, Out out) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Alternative alternative = byClass.get(type);
        if (alternative == null) {
            throw new IllegalArgumentException(type.getTypeName() + " is not declared as a " + name);
        }
        out.number(alternative.number);
        alternative.form.write(value, out);
    }

    @Override
    public Object read(In in) throws MalformedFrameException {
        Alternative alternative = byNumber.get(in.place(byNumber.size(), name));
        if (alternative == null) {
            throw new MalformedFrameException(Reason.UNKNOWN_KIND, "there is no such " + name);
        }
        return alternative.form.read(in);
    }

    @Override
    public Object draw(Draw draw) {
        List<Alternative> present =
                byNumber.stream().filter(each -> each != null).toList();
        return present.get(draw.below(present.size())).form.draw(draw);
    }

    @Override
    public int leastBytes() {
        return 1;
    }

    @Override
    public String describe() {
        return name;
    }

    /** Their numbers, and what is written behind each. */
    String definition() {
        Map<Integer, String> lines = new TreeMap<>();
        byClass.values().forEach(each -> lines.put(each.number, each.form.describe()));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue())
                .collect(Collectors.joining(" | "));
    }
}
