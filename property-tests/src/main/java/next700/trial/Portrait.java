package next700.trial;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The state of a process in words: each of its fields by its name. What its own classes hold is told field by field, as in
 * {@code log.low}; what is a value (a number, a name, a record, a collection of them) in one line.
 *
 * <p>A portrait is for people: long values are cut, deep ones end in dots, and fields that hold only behaviour are left out.
 */
public final class Portrait {
    private static final int LONGEST = 240;
    private static final int MOST_ELEMENTS = 40;
    private static final int DEEPEST = 5;

    /** What an object is called that does not say itself: its class, and a number that differs from run to run. */
    private static final Pattern ANONYMOUS = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(\\w+)@[0-9a-f]+");

    /** Of which the beginning tells enough. */
    private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-f]{8})[0-9a-f]{24,}\\b");

    private final String home;
    private final SortedMap<String, String> fields = new TreeMap<>();
    private final Deque<Object> above = new ArrayDeque<>();

    private Portrait(String home) {
        this.home = home;
    }

    /** Portrays an object, say a process. */
    public static SortedMap<String, String> of(Object sitter) {
        Portrait portrait = new Portrait(family(sitter.getClass()));
        portrait.enter("", sitter);
        return portrait.fields;
    }

    /** The part of a package's name by which classes of one project are told from libraries. */
    private static String family(Class<?> type) {
        String name = type.getPackageName();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private void enter(String path, Object object) {
        above.push(object);
        for (Class<?> type = object.getClass(); type != null && isOwn(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && field.trySetAccessible()) {
                    note(path + field.getName(), valueOf(field, object));
                }
            }
        }
        above.pop();
    }

    private static Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("accessible a moment ago: " + field, e);
        }
    }

    private void note(String path, Object value) {
        if (value == null) {
            fields.put(path, "null");
        } else if (isRoom(value.getClass())) {
            if (above.size() < DEEPEST && above.stream().noneMatch(each -> isSame(each, value))) {
                enter(path + ".", value);
            }
        } else if (!isBehaviour(value.getClass())) {
            fields.put(path, cut(shortened(text(value, 0))));
        }
    }

    // By identity: two rooms may well be equal.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    private boolean isOwn(Class<?> type) {
        return family(type).equals(home);
    }

    /** A class of the project with a state of its own, rather than a value. */
    private boolean isRoom(Class<?> type) {
        return isOwn(type)
                && !type.isRecord()
                && !type.isEnum()
                && !Iterable.class.isAssignableFrom(type)
                && !isBehaviour(type)
                && !says(type);
    }

    /** Functions, and whatever else is only to be called. */
    private static boolean isBehaviour(Class<?> type) {
        return type.isHidden() || type.isSynthetic() || type.isAnonymousClass();
    }

    /** Whether a class says itself how its values are written. */
    private static boolean says(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every class has one: " + type, e);
        }
    }

    private static String text(Object value, int depth) {
        return switch (value) {
            case null -> "null";
            case Optional<?> optional -> optional.map(held -> text(held, depth)).orElse("none");
            case Map<?, ?> map ->
                all(
                        map.entrySet().iterator(),
                        entry -> text(entry.getKey(), depth + 1) + ": " + text(entry.getValue(), depth + 1),
                        "{",
                        "}");
            case Collection<?> many -> all(many.iterator(), element -> text(element, depth + 1), "[", "]");
            case Object any -> depth > DEEPEST ? "..." : any.toString();
        };
    }

    private static <T> String all(Iterator<T> elements, Function<T, String> text, String open, String close) {
        StringBuilder told = new StringBuilder(open);
        for (int i = 0; elements.hasNext(); i++) {
            told.append(i == 0 ? "" : ", ");
            if (i == MOST_ELEMENTS || told.length() > LONGEST) {
                return told.append("...").append(close).toString();
            }
            told.append(text.apply(elements.next()));
        }
        return told.append(close).toString();
    }

    private static String shortened(String text) {
        return DIGEST.matcher(ANONYMOUS.matcher(text).replaceAll("$1")).replaceAll("$1");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
