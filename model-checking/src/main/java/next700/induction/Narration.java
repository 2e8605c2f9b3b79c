package next700.induction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells of a world of the logic in the words of the module. */
final class Narration {
    private final AbstractModule module;
    private final Structure world;
    private final Map<Sort, List<String>> names = new LinkedHashMap<>();

    private Narration(AbstractModule module, Structure world) {
        this.module = module;
        this.world = world;
        module.sorts().forEach(sort -> names.put(sort, names(sort)));
    }

    /** What shows that a condition does not hold. */
    static Breach of(AbstractModule module, Condition condition, Structure world) {
        return new Narration(module, world).breach(condition);
    }

    private Breach breach(Condition condition) {
        List<Breach.Variable> before = new ArrayList<>();
        List<Breach.Variable> after = new ArrayList<>();
        boolean isStep = condition.kind() == Condition.Kind.STEP;
        module.variables().forEach((name, shape) -> {
            Value old = shape.value(shape.symbol(name, Symbol.Moment.BEFORE));
            List<String> membersBefore = members(old);
            if (condition.kind() != Condition.Kind.INITIALLY) {
                before.add(new Breach.Variable(name, isSet(old), membersBefore, List.of()));
            }
            condition.action().ifPresent(action -> {
                Value now = action.after().get(name);
                List<String> membersAfter = members(now);
                List<String> changed = new ArrayList<>(membersAfter);
                if (isStep) {
                    changed.removeAll(membersBefore);
                    List<String> gone = new ArrayList<>(membersBefore);
                    gone.removeAll(membersAfter);
                    if (isSet(old)) {
                        changed.addAll(gone);
                    }
                }
                after.add(new Breach.Variable(name, isSet(old), membersAfter, changed));
            });
        });
        Map<String, String> witnesses = new LinkedHashMap<>();
        condition.witnesses().forEach((name, symbol) -> witnesses.put(name, element(Term.constant(symbol))));
        Map<String, Integer> elements = new LinkedHashMap<>();
        module.sorts().forEach(sort -> elements.put(sort.name(), world.size(sort)));
        return new Breach(
                switch (condition.kind()) {
                    case INITIALLY -> condition.claim() + " does not hold initially";
                    case STEP -> condition.action().orElseThrow() + " does not keep " + condition.claim();
                    case FOLLOWS -> condition.claim() + " does not follow from the lemmas";
                },
                constants(),
                before,
                condition.action().map(this::step).orElse(""),
                after,
                condition.claim().name(),
                condition.claim().text(),
                witnesses,
                elements);
    }

    private String step(Action action) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        action.parameters()
                .forEach(parameter -> values.computeIfAbsent(parameter.name(), any -> new ArrayList<>())
                        .add(shown(parameter.value())));
        String arguments = values.entrySet().stream()
                .map(value -> value.getKey() + " = "
                        + (value.getValue().size() == 1
                                ? value.getValue().get(0)
                                : "<<" + String.join(", ", value.getValue()) + ">>"))
                .collect(Collectors.joining(", "));
        return action.name() + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }

    private String shown(Value value) {
        return isSet(value) ? "{" + String.join(", ", members(value)) + "}" : String.join("", members(value));
    }

    private static boolean isSet(Value value) {
        return value instanceof Value.Collection;
    }

    /** The elements of a set, or what stands for another value. */
    private List<String> members(Value value) {
        return switch (value) {
            case Value.Collection set ->
                world.members(set).stream()
                        .map(tuple -> tuple(tuple, set.columns().orElseThrow()))
                        .toList();
            case Value.Element element -> List.of(element(element.term()));
            case Value.Proposition truth -> List.of(world.isTrue(truth.formula(), Map.of()) ? "TRUE" : "FALSE");
            case Value.Mapping mapping -> List.of(mapping(mapping));
            case Value.Numeral numeral -> List.of(Integer.toString(numeral.value()));
            default -> List.of(value.toString());
        };
    }

    private String mapping(Value.Mapping mapping) {
        List<String> cases = new ArrayList<>();
        for (List<Integer> tuple : world.tuples(mapping.arguments())) {
            List<Term> terms = new ArrayList<>();
            Structure known = world;
            for (int i = 0; i < tuple.size(); i++) {
                Symbol symbol = Symbol.constant("?at " + i, mapping.arguments().get(i));
                known.set(symbol, List.of(), tuple.get(i));
                terms.add(Term.constant(symbol));
            }
            cases.add(tuple(tuple, mapping.arguments()) + " :> "
                    + shown(mapping.apply().apply(terms)));
        }
        return "(" + String.join(" @@ ", cases) + ")";
    }

    private String tuple(List<Integer> tuple, List<Sort> columns) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tuple.size(); i++) {
            parts.add(names.get(columns.get(i)).get(tuple.get(i)));
        }
        return parts.size() == 1 ? parts.get(0) : "<<" + String.join(", ", parts) + ">>";
    }

    private String element(Term term) {
        return names.get(term.sort()).get(world.valueOf(term, Map.of()));
    }

    /** What the elements of a sort are called. */
    private List<String> names(Sort sort) {
        int size = world.size(sort);
        List<String> found = new ArrayList<>();
        if (sort.isOrdered()) {
            List<Integer> inOrder = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                inOrder.add(i);
            }
            Symbol order = Theory.atMost(sort);
            inOrder.sort(Comparator.comparingInt(element -> (int) inOrder.stream()
                    .filter(other -> world.get(order, List.of(other, element)) == 1)
                    .count()));
            String[] numbers = new String[size];
            int next = 0;
            for (int element : inOrder) {
                next = Math.max(next, numeralAt(sort, element).orElse(next));
                numbers[element] = Integer.toString(next++);
            }
            return List.of(numbers);
        }
        String name = sort.name().substring(0, 1).toLowerCase(Locale.ROOT)
                + sort.name().substring(1);
        for (int i = 0; i < size; i++) {
            int element = i;
            boolean isEmptySequence = sort.kind() == Sort.Kind.SEQUENCES
                    && world.symbols().contains(Theory.empty(sort))
                    && world.get(Theory.empty(sort), List.of()) == element;
            found.add(isEmptySequence ? "<<>>" : name + (i + 1));
        }
        return found;
    }

    private Optional<Integer> numeralAt(Sort sort, int element) {
        return world.symbols().stream()
                .filter(symbol -> Theory.isNumeral(symbol)
                        && symbol.result().filter(sort::equals).isPresent()
                        && world.get(symbol, List.of()) == element)
                .map(symbol -> Integer.valueOf(symbol.name()))
                .findFirst();
    }

    private List<String> constants() {
        List<String> lines = new ArrayList<>();
        for (Sort sort : module.sorts()) {
            List<String> own = new ArrayList<>(names.get(sort));
            if (sort.isOrdered()) {
                own.sort(Comparator.comparingInt(Integer::parseInt));
            }
            StringBuilder line = new StringBuilder(sort.name())
                    .append(" = {")
                    .append(String.join(", ", own))
                    .append('}');
            if (sort.kind() == Sort.Kind.SETS) {
                line.append(sets(sort));
            } else if (sort.kind() == Sort.Kind.SEQUENCES) {
                line.append(sequences(sort));
            }
            lines.add(line.toString());
        }
        module.constants()
                .forEach((name, shape) -> lines.add(name + " = " + shown(shape.value(module.constant(name)))));
        return lines;
    }

    private String sets(Sort sort) {
        Sort of = sort.of().orElseThrow();
        List<String> each = new ArrayList<>();
        for (int set = 0; set < world.size(sort); set++) {
            List<String> members = new ArrayList<>();
            for (int element = 0; element < world.size(of); element++) {
                if (world.get(Theory.member(sort), List.of(element, set)) == 1) {
                    members.add(names.get(of).get(element));
                }
            }
            each.add(names.get(sort).get(set) + " = {" + String.join(", ", members) + "}");
        }
        return ", where " + String.join(", ", each);
    }

    /** Which sequences are proper prefixes of which. */
    private String sequences(Sort sort) {
        List<String> each = new ArrayList<>();
        for (Sort longer : module.sorts()) {
            if (longer.kind() == Sort.Kind.SEQUENCES && longer.of().equals(sort.of())) {
                Symbol prefix = Theory.prefix(sort, longer);
                for (int a = 0; a < world.size(sort); a++) {
                    for (int b = 0; b < world.size(longer); b++) {
                        if (!(a == b && longer.equals(sort)) && world.get(prefix, List.of(a, b)) == 1) {
                            each.add(names.get(sort).get(a) + " is a prefix of "
                                    + names.get(longer).get(b));
                        }
                    }
                }
            }
        }
        Symbol range = Theory.range(sort);
        Sort of = sort.of().orElseThrow();
        for (int h = 0; h < world.size(sort) && names.containsKey(of); h++) {
            List<String> members = new ArrayList<>();
            for (int element = 0; element < world.size(of); element++) {
                if (world.get(range, List.of(element, h)) == 1) {
                    members.add(names.get(of).get(element));
                }
            }
            if (!members.isEmpty()) {
                each.add("Range(" + names.get(sort).get(h) + ") = {" + String.join(", ", members) + "}");
            }
        }
        return each.isEmpty() ? "" : ", where " + String.join(", ", each);
    }
}
