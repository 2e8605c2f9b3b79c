package next700.induction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.induction.Sizes.Comparison;
import next700.induction.Sizes.Family;
import next700.induction.Sizes.Sum;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;

/** Reads what a module assumes of the sizes of its sets. */
final class SizesReader {
    private static final Map<String, String> RELATIONS =
            Map.of("<", "<", ">", ">", "\\leq", "<=", "\\geq", ">=", "=", "=");

    private final SortReader sorts;
    private final List<Comparison> facts = new ArrayList<>();
    private final Map<Sort, Family> families = new LinkedHashMap<>();

    SizesReader(SortReader sorts) {
        this.sorts = sorts;
    }

    Sizes read() {
        return new Sizes(Set.copyOf(sorts.numbers()), List.copyOf(facts), Map.copyOf(families));
    }

    /** Takes a conjunct of an assumption that is about sizes; others it leaves. */
    boolean take(SemanticNode conjunct) {
        if (!(conjunct instanceof OpApplNode node)) {
            return false;
        }
        String operator = node.getOperator().getName().toString();
        ExprOrOpArgNode[] args = node.getArgs();
        if (operator.equals("=") && family(args[0]) != null && isOperator(args[1], "$SubsetOf")) {
            OpApplNode set = (OpApplNode) args[1];
            FormalParamNode self = set.getBdedQuantSymbolLists()[0][0];
            families.put(family(args[0]), new Family(name(self), comparisons(set.getArgs()[0]), true));
            return true;
        } else if (operator.equals("=") && family(args[0]) != null && isOperator(args[1], "SUBSET")) {
            families.put(family(args[0]), new Family("", List.of(), true));
            return true;
        } else if (operator.equals("$BoundedForall")
                && node.getBdedQuantBounds().length == 1
                && node.getBdedQuantSymbolLists()[0].length == 1
                && family(node.getBdedQuantBounds()[0]) != null
                && mentionsSizes(args[0])) {
            families.put(
                    family(node.getBdedQuantBounds()[0]),
                    new Family(name(node.getBdedQuantSymbolLists()[0][0]), comparisons(args[0]), false));
            return true;
        } else if (RELATIONS.containsKey(operator) && mentionsSizes(conjunct)) {
            facts.add(comparison(node));
            return true;
        }
        return false;
    }

    private static String name(FormalParamNode parameter) {
        return parameter.getName().toString();
    }

    private static boolean isOperator(SemanticNode node, String operator) {
        return node instanceof OpApplNode application
                && application.getOperator().getName().toString().equals(operator);
    }

    private Sort family(SemanticNode node) {
        Sort sort = node instanceof OpApplNode application
                ? sorts.sorts().get(application.getOperator().getName().toString())
                : null;
        return sort != null && sort.kind() == Sort.Kind.SETS ? sort : null;
    }

    private boolean mentionsSizes(SemanticNode node) {
        if (node instanceof OpApplNode application) {
            String operator = application.getOperator().getName().toString();
            if (operator.equals("Cardinality") || sorts.numbers().contains(operator)) {
                return true;
            }
            for (ExprOrOpArgNode arg : application.getArgs()) {
                if (arg != null && mentionsSizes(arg)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Comparison> comparisons(SemanticNode node) {
        return ModuleReader.conjunctsOf(node).stream()
                .map(conjunct -> {
                    if (conjunct instanceof OpApplNode application
                            && RELATIONS.containsKey(
                                    application.getOperator().getName().toString())) {
                        return comparison(application);
                    }
                    throw Values.outside(conjunct, "the sets of a sort are told by their sizes only");
                })
                .toList();
    }

    private Comparison comparison(OpApplNode node) {
        return new Comparison(
                sum(node.getArgs()[0]),
                RELATIONS.get(node.getOperator().getName().toString()),
                sum(node.getArgs()[1]));
    }

    private Sum sum(SemanticNode node) {
        if (node instanceof NumeralNode numeral) {
            return new Sum(Map.of(), numeral.val());
        }
        if (node instanceof OpApplNode application) {
            String operator = application.getOperator().getName().toString();
            ExprOrOpArgNode[] args = application.getArgs();
            switch (operator) {
                case "+" -> {
                    return plus(sum(args[0]), sum(args[1]), 1);
                }
                case "-" -> {
                    return plus(sum(args[0]), sum(args[1]), -1);
                }
                case "*" -> {
                    Sum a = sum(args[0]);
                    Sum b = sum(args[1]);
                    if (a.multiples().isEmpty()) {
                        return times(b, a.constant());
                    } else if (b.multiples().isEmpty()) {
                        return times(a, b.constant());
                    }
                }
                case "Cardinality" -> {
                    if (args[0] instanceof OpApplNode set && set.getArgs().length == 0) {
                        return new Sum(Map.of("|" + set.getOperator().getName() + "|", 1), 0);
                    }
                }
                default -> {
                    if (sorts.numbers().contains(operator)) {
                        return new Sum(Map.of(operator, 1), 0);
                    } else if (application.getOperator() instanceof OpDefNode definition
                            && definition.getParams().length == 0
                            && Builtins.isDefined(definition)) {
                        return sum(definition.getBody());
                    }
                }
            }
        }
        throw Values.outside(node, "sizes are sums of multiples of numbers and of Cardinality(S)");
    }

    private static Sum plus(Sum a, Sum b, int sign) {
        Map<String, Integer> multiples = new TreeMap<>(a.multiples());
        b.multiples().forEach((name, times) -> multiples.merge(name, sign * times, Integer::sum));
        return new Sum(multiples, a.constant() + sign * b.constant());
    }

    private static Sum times(Sum a, int factor) {
        Map<String, Integer> multiples = new TreeMap<>();
        a.multiples().forEach((name, times) -> multiples.put(name, times * factor));
        return new Sum(multiples, a.constant() * factor);
    }
}
