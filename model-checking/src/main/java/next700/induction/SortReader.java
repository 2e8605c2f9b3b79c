package next700.induction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tla2sany.semantic.AssumeNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.SemanticNode;

/** Which constants of a module are sets of elements, which are relations or elements, and which are numbers. */
final class SortReader {
    /** What an assumption says a constant is: an element, or a subset, of a set. */
    record Type(SemanticNode set, boolean isSubset) {}

    private final Map<String, Sort> sorts = new LinkedHashMap<>();
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Map<String, SemanticNode> special = new LinkedHashMap<>();
    private final List<SemanticNode> read = new ArrayList<>();
    private final List<SemanticNode> ofSymbols = new ArrayList<>();

    SortReader(ModuleNode module) {
        Map<String, SemanticNode> found = new LinkedHashMap<>();
        for (AssumeNode assumption : module.getAssumptions()) {
            for (SemanticNode conjunct : ModuleReader.conjunctsOf(assumption.getAssume())) {
                classify(conjunct);
            }
        }
        for (OpDeclNode constant : ModuleReader.inOrder(module.getConstantDecls())) {
            String name = constant.getName().toString();
            if (!types.containsKey(name) && !numbers.contains(name)) {
                sort(name, found);
            }
        }
    }

    /** The sorts by name, in the order of their declaration. */
    Map<String, Sort> sorts() {
        return sorts;
    }

    /** The types of the constants that are no sorts. */
    Map<String, Type> types() {
        return types;
    }

    Set<String> numbers() {
        return numbers;
    }

    /** Whether a conjunct of an assumption only says what a constant is. */
    boolean isType(SemanticNode conjunct) {
        return read.contains(conjunct);
    }

    boolean isOfSymbol(SemanticNode conjunct) {
        return ofSymbols.contains(conjunct);
    }

    /** All elements of a sort. */
    static Value.Collection whole(Sort sort) {
        return Value.Collection.of(List.of(sort), any -> Formula.TRUE);
    }

    private static String operator(SemanticNode node) {
        return node instanceof OpApplNode application
                ? application.getOperator().getName().toString()
                : "";
    }

    private void classify(SemanticNode conjunct) {
        String operator = operator(conjunct);
        if (operator.equals("IsFiniteSet")) {
            read.add(conjunct);
            return;
        }
        if (!(conjunct instanceof OpApplNode application)
                || application.getArgs().length != 2
                || !(application.getArgs()[0] instanceof OpApplNode left)
                || !ModuleReader.isConstant(left.getOperator())) {
            return;
        }
        String name = left.getOperator().getName().toString();
        SemanticNode right = application.getArgs()[1];
        String of = operator(right);
        switch (operator) {
            case "\\subseteq" -> {
                read.add(conjunct);
                if (Set.of("Nat", "Int", "Seq", "SUBSET").contains(of)) {
                    special.putIfAbsent(name, right);
                } else if (types.putIfAbsent(name, new Type(right, true)) == null) {
                    ofSymbols.add(conjunct);
                }
            }
            case "\\in" -> {
                if (of.equals("Nat") || of.equals("Int")) {
                    numbers.add(name);
                    read.add(conjunct);
                } else if (types.putIfAbsent(name, new Type(right, false)) == null) {
                    read.add(conjunct);
                    ofSymbols.add(conjunct);
                }
            }
            case "=" -> {
                if (of.equals("$SubsetOf") || of.equals("SUBSET")) {
                    OpApplNode set = (OpApplNode) right;
                    SemanticNode from = of.equals("SUBSET") ? set : set.getBdedQuantBounds()[0];
                    if (operator(from).equals("SUBSET")) {
                        // SizesReader has to say which subsets.
                        special.put(name, from);
                    }
                }
            }
            case "/=" -> {
                if (operator(right).equals("$SetEnumerate") && ((OpApplNode) right).getArgs().length == 0) {
                    read.add(conjunct);
                }
            }
            default -> {}
        }
    }

    private Sort sort(String name, Map<String, SemanticNode> open) {
        if (sorts.containsKey(name)) {
            return sorts.get(name);
        }
        SemanticNode type = special.get(name);
        if (type != null && open.put(name, type) != null) {
            throw Values.outside(type, name + " is a set of sets of itself");
        }
        Sort sort = switch (operator(type)) {
            case "Nat" -> new Sort(name, Sort.Kind.NATURALS, Optional.empty());
            case "Int" -> new Sort(name, Sort.Kind.NUMBERS, Optional.empty());
            case "Seq" -> new Sort(name, Sort.Kind.SEQUENCES, Optional.of(of(type, open)));
            case "SUBSET" -> new Sort(name, Sort.Kind.SETS, Optional.of(of(type, open)));
            default -> new Sort(name, Sort.Kind.PLAIN, Optional.empty());
        };
        sorts.put(name, sort);
        return sort;
    }

    private Sort of(SemanticNode type, Map<String, SemanticNode> open) {
        SemanticNode of = ((OpApplNode) type).getArgs()[0];
        if (!(of instanceof OpApplNode set)
                || !ModuleReader.isConstant(set.getOperator())
                || types.containsKey(operator(of))
                || numbers.contains(operator(of))) {
            throw Values.outside(type, "only sets, or sequences, of elements of one of the constants can be a sort");
        }
        return sort(operator(of), open);
    }
}
