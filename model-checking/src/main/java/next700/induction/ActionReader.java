package next700.induction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;

/**
 * Takes the next-state relation apart into actions: a disjunction into its parts, {@code \E} into parameters, conjunctions
 * into guards and equations that say what a variable becomes.
 */
final class ActionReader {
    private static final int ACTION_LEVEL = 2;

    private final Evaluator evaluator;
    private final Map<String, Shape> variables;
    private final SourceText source;
    private final OpDefNode next;
    private int symbols;

    /**
     * Prepares to read.
     *
     * @param next where errors are to be looked for that have no better place
     */
    ActionReader(Evaluator evaluator, Map<String, Shape> variables, SourceText source, OpDefNode next) {
        this.next = next;
        this.evaluator = evaluator;
        this.variables = variables;
        this.source = source;
    }

    /** A conjunct, or its negation. */
    private record Conjunct(SemanticNode node, Scope scope, boolean isNegated) {}

    /** One way through the disjunctions. */
    private record Branch(
            String name, int line, List<Parameter> parameters, List<Conjunct> conjuncts, List<Guard> bounds) {
        static final Branch NONE = new Branch("", 0, List.of(), List.of(), List.of());

        Branch named(OpDefNode definition) {
            return new Branch(
                    definition.getName().toString(),
                    definition.getLocation().beginLine(),
                    parameters,
                    conjuncts,
                    bounds);
        }
    }

    /** The actions of a next-state relation. */
    List<Action> actions() {
        // What the state after is, each action says of itself, when all of it is read.
        List<Branch> branches = branches(next.getBody(), Scope.ofState(), Branch.NONE, true);
        List<Action> actions = new ArrayList<>();
        Map<String, Integer> times = new TreeMap<>();
        branches.forEach(branch -> times.merge(branch.name(), 1, Integer::sum));
        Map<String, Integer> seen = new HashMap<>();
        for (Branch branch : branches) {
            String name = branch.name().isEmpty() ? "Next" : branch.name();
            if (times.get(branch.name()) > 1) {
                name += "#" + seen.merge(branch.name(), 1, Integer::sum);
            }
            actions.add(action(name, branch, true));
        }
        return actions;
    }

    /** How it begins, as an action without a state before. */
    Action initial(OpDefNode init) {
        List<Branch> branches = branches(init.getBody(), Scope.ofState(), Branch.NONE.named(init), false);
        return action("Init", branches.get(0), false);
    }

    private List<Branch> branches(SemanticNode node, Scope scope, Branch soFar, boolean isAction) {
        if (node instanceof LetInNode let) {
            return branches(let.getBody(), scope, soFar, isAction);
        }
        if (!(node instanceof OpApplNode application)) {
            return leaf(node, scope, soFar, false);
        }
        String operator = application.getOperator().getName().toString();
        ExprOrOpArgNode[] args = application.getArgs();
        boolean isOfAction = !isAction || application.getLevel() == ACTION_LEVEL;
        if (operator.equals("$ConjList") || operator.equals("\\land")) {
            List<Branch> all = List.of(soFar);
            for (ExprOrOpArgNode arg : args) {
                List<Branch> longer = new ArrayList<>();
                for (Branch branch : all) {
                    longer.addAll(branches(arg, scope, branch, isAction));
                }
                all = longer;
            }
            return all;
        }
        if (isOfAction && isAction) {
            switch (operator) {
                case "$DisjList", "\\lor" -> {
                    List<Branch> all = new ArrayList<>();
                    for (ExprOrOpArgNode arg : args) {
                        all.addAll(branches(arg, scope, soFar, true));
                    }
                    return all;
                }
                case "$IfThenElse" -> {
                    List<Branch> all = new ArrayList<>(branches(
                            args[1], scope, leaf(args[0], scope, soFar, false).get(0), true));
                    all.addAll(branches(
                            args[2], scope, leaf(args[0], scope, soFar, true).get(0), true));
                    return all;
                }
                case "$BoundedExists" -> {
                    return someOf(application, scope, soFar);
                }
                default -> {}
            }
        }
        if (isOfAction
                && application.getOperator() instanceof OpDefNode definition
                && Builtins.isDefined(definition)
                && !scope.bindings().containsKey(definition)) {
            Branch named = soFar.name().isEmpty() ? soFar.named(definition) : soFar;
            boolean isFork = isAction && soFar.conjuncts().isEmpty() && isDisjunction(definition.getBody());
            return branches(
                    definition.getBody(), evaluator.enter(definition, args, scope), isFork ? soFar : named, isAction);
        }
        return leaf(node, scope, soFar, false);
    }

    /** Whether a definition only lists other actions, whose names say more. */
    private static boolean isDisjunction(ExprNode body) {
        if (!(body instanceof OpApplNode application)) {
            return false;
        }
        String operator = application.getOperator().getName().toString();
        if (operator.equals("$BoundedExists")) {
            return isDisjunction((ExprNode) application.getArgs()[0]);
        }
        return operator.equals("$DisjList") || operator.equals("\\lor");
    }

    private static List<Branch> leaf(SemanticNode node, Scope scope, Branch soFar, boolean isNegated) {
        List<Conjunct> conjuncts = new ArrayList<>(soFar.conjuncts());
        conjuncts.add(new Conjunct(node, scope, isNegated));
        return List.of(new Branch(soFar.name(), soFar.line(), soFar.parameters(), conjuncts, soFar.bounds()));
    }

    private List<Branch> someOf(OpApplNode node, Scope scope, Branch soFar) {
        FormalParamNode[][] names = node.getBdedQuantSymbolLists();
        ExprNode[] sets = node.getBdedQuantBounds();
        boolean[] tuples = node.isBdedQuantATuple();
        Scope inner = scope;
        List<Parameter> parameters = new ArrayList<>(soFar.parameters());
        List<Guard> bounds = new ArrayList<>(soFar.bounds());
        for (int i = 0; i < sets.length; i++) {
            if (tuples[i]) {
                throw Values.outside(node, "\\E of a tuple; name its parts");
            }
            Value set = evaluator.value(sets[i], scope);
            for (FormalParamNode name : names[i]) {
                String written = name.getName().toString();
                Value value = some(written, set, node, parameters);
                inner = inner.with(name, value);
                Formula bound = Values.in(value, set, node);
                if (!bound.equals(Formula.TRUE)) {
                    bounds.add(new Guard(
                            soFar.name(),
                            bound,
                            written + " \\in " + source.of(sets[i]),
                            sets[i].getLocation().beginLine()));
                }
            }
        }
        Branch longer = new Branch(soFar.name(), soFar.line(), parameters, soFar.conjuncts(), bounds);
        return branches(node.getArgs()[0], inner, longer, true);
    }

    /** Some element of a set, which is to be a parameter. */
    private Value some(String name, Value set, SemanticNode node, List<Parameter> parameters) {
        Value whole = switch (set) {
            case Value.Collection collection -> null;
            case Value.Element element -> null;
            default -> set;
        };
        if (whole != null) {
            Shape shape = ModuleReader.shapeOf(whole, node);
            Symbol symbol = shape.symbol(fresh(name), Symbol.Moment.ALWAYS);
            Value value = shape.value(symbol);
            parameters.add(new Parameter(name, symbol, value));
            return value;
        }
        Value.Collection collection = set instanceof Value.Collection c
                ? c
                : Value.Collection.of(
                        List.of(((Value.Element) set).term().sort().of().orElseThrow()), any -> Formula.TRUE);
        List<Value> parts = new ArrayList<>();
        for (Sort sort : collection.columns().orElseThrow(() -> Values.outside(node, "\\E over the empty set"))) {
            Symbol symbol = Symbol.constant(fresh(name), sort);
            Value value = new Value.Element(Term.constant(symbol));
            parameters.add(new Parameter(name, symbol, value));
            parts.add(value);
        }
        return parts.size() == 1 ? parts.get(0) : new Value.Tuple(parts);
    }

    /** Names of TLA+ have no such sign, so that no parameter is taken for a constant of the module. */
    private String fresh(String name) {
        return name + "!" + ++symbols;
    }

    private Action action(String name, Branch branch, boolean isStep) {
        Map<String, Value> after = new HashMap<>();
        Map<String, Conjunct> equations = new LinkedHashMap<>();
        Set<String> unchanged = new LinkedHashSet<>();
        List<Conjunct> rest = new ArrayList<>();
        for (Conjunct conjunct : branch.conjuncts()) {
            String variable = conjunct.isNegated() ? "" : equated(conjunct.node(), isStep);
            if (!variable.isEmpty() && !equations.containsKey(variable) && !unchanged.contains(variable)) {
                equations.put(variable, conjunct);
            } else if (!unchanged(conjunct, unchanged, equations.keySet())) {
                rest.add(conjunct);
            }
        }
        Scope next = Scope.of(variable -> after.computeIfAbsent(variable, any -> {
            throw Values.outside(this.next, "action " + name + " uses " + variable + "' before it says what it is");
        }));
        Symbol.Moment moment = isStep ? Symbol.Moment.AFTER : Symbol.Moment.BEFORE;
        variables.forEach((variable, shape) -> {
            if (unchanged.contains(variable)) {
                after.put(variable, shape.value(shape.symbol(variable, Symbol.Moment.BEFORE)));
            } else if (!equations.containsKey(variable)) {
                after.put(variable, shape.value(shape.symbol(variable, moment)));
            }
        });
        Set<String> open = new LinkedHashSet<>(equations.keySet());
        for (int round = 0; !open.isEmpty() && round <= variables.size(); round++) {
            for (String variable : List.copyOf(open)) {
                Conjunct equation = equations.get(variable);
                SemanticNode right = ((OpApplNode) equation.node()).getArgs()[1];
                Set<String> needed = primed(right, isStep);
                if (needed.stream().noneMatch(open::contains)) {
                    Value value = evaluator.value(right, in(equation.scope(), next));
                    after.put(variable, fitting(variable, value, right));
                    open.remove(variable);
                }
            }
        }
        if (!open.isEmpty()) {
            throw Values.outside(
                    this.next, "action " + name + ": what " + String.join(", ", open) + " become is said in a circle");
        }
        List<Guard> guards = new ArrayList<>();
        branch.bounds().forEach(bound -> guards.add(new Guard(name, bound.formula(), bound.text(), bound.line())));
        for (Conjunct conjunct : rest) {
            Formula formula = evaluator.formula(conjunct.node(), in(conjunct.scope(), next));
            String text = source.of(conjunct.node());
            guards.add(new Guard(
                    name,
                    conjunct.isNegated() ? Formula.not(formula) : formula,
                    conjunct.isNegated() ? "~(" + text + ")" : text,
                    conjunct.node().getLocation().beginLine()));
        }
        if (isStep) {
            checkComplete(name, unchanged, equations.keySet(), rest);
        }
        return new Action(name, branch.parameters(), guards, after, branch.line());
    }

    private static Scope in(Scope scope, Scope next) {
        return scope.withNext(next);
    }

    private void checkComplete(String name, Set<String> unchanged, Set<String> equated, List<Conjunct> rest) {
        Set<String> said = new LinkedHashSet<>(unchanged);
        said.addAll(equated);
        rest.forEach(conjunct -> said.addAll(primed(conjunct.node(), true)));
        for (String variable : variables.keySet()) {
            if (!said.contains(variable)) {
                throw Values.outside(
                        next,
                        "action " + name + " does not say what " + variable + " becomes; if it stays, add UNCHANGED "
                                + variable);
            }
        }
    }

    /** The value must be of the kind of the variable's type, or the formulas about it would be about nothing. */
    private Value fitting(String variable, Value value, SemanticNode node) {
        Shape shape = variables.get(variable);
        Value kind = shape.value(shape.symbol(variable, Symbol.Moment.BEFORE));
        Values.same(kind, value, node);
        if (shape instanceof Shape.Tuples tuples && value instanceof Value.Collection set) {
            return Value.Collection.of(tuples.columns(), set.contains());
        }
        return value instanceof Value.Element || value instanceof Value.Numeral || value instanceof Value.EmptySequence
                ? new Value.Element(Values.terms(value, List.of(((Shape.One) shape).sort()), node)
                        .get(0))
                : value;
    }

    /** The variable for which a conjunct is an equation, or nothing. */
    private String equated(SemanticNode node, boolean isStep) {
        if (node instanceof OpApplNode application
                && application.getOperator().getName().toString().equals("=")
                && application.getArgs()[0] instanceof OpApplNode left) {
            if (!isStep) {
                return ModuleReader.isVariable(left.getOperator())
                        ? left.getOperator().getName().toString()
                        : "";
            }
            if (left.getOperator().getName().toString().equals("'")
                    && left.getArgs()[0] instanceof OpApplNode variable
                    && ModuleReader.isVariable(variable.getOperator())) {
                return variable.getOperator().getName().toString();
            }
        }
        return "";
    }

    /** Notes what a conjunct leaves unchanged, if that is all it says. */
    private boolean unchanged(Conjunct conjunct, Set<String> unchanged, Set<String> equated) {
        if (conjunct.node() instanceof OpApplNode application
                && application.getOperator().getName().toString().equals("UNCHANGED")) {
            Set<String> names = new LinkedHashSet<>();
            if (!variablesOf(application.getArgs()[0], names) || names.stream().anyMatch(equated::contains)) {
                return false;
            }
            unchanged.addAll(names);
            return true;
        }
        return false;
    }

    private static boolean variablesOf(SemanticNode node, Set<String> names) {
        if (!(node instanceof OpApplNode application)) {
            return false;
        }
        if (ModuleReader.isVariable(application.getOperator())) {
            names.add(application.getOperator().getName().toString());
            return true;
        } else if (application.getOperator().getName().toString().equals("$Tuple")) {
            for (ExprOrOpArgNode part : application.getArgs()) {
                if (!variablesOf(part, names)) {
                    return false;
                }
            }
            return true;
        } else if (application.getOperator() instanceof OpDefNode definition
                && definition.getParams().length == 0
                && Builtins.isDefined(definition)) {
            return variablesOf(definition.getBody(), names);
        }
        return false;
    }

    /** The variables that an expression mentions in the state after; of an initial state, all that it mentions. */
    private Set<String> primed(SemanticNode node, boolean isStep) {
        Set<String> found = new LinkedHashSet<>();
        collect(node, !isStep, found, new LinkedHashSet<>());
        return found;
    }

    private void collect(SemanticNode node, boolean isPrimed, Set<String> found, Set<OpDefNode> seen) {
        if (node instanceof OpApplNode application) {
            String operator = application.getOperator().getName().toString();
            if (ModuleReader.isVariable(application.getOperator()) && isPrimed) {
                found.add(operator);
            }
            boolean inner = isPrimed || operator.equals("'") || operator.equals("UNCHANGED");
            if (application.getOperator() instanceof OpDefNode definition
                    && Builtins.isDefined(definition)
                    && (seen.add(definition) || inner)) {
                collect(definition.getBody(), isPrimed, found, seen);
            }
            for (ExprOrOpArgNode arg : application.getArgs()) {
                if (arg != null) {
                    collect(arg, inner, found, seen);
                }
            }
            for (ExprNode bound :
                    application.getBdedQuantBounds() == null ? new ExprNode[0] : application.getBdedQuantBounds()) {
                collect(bound, inner, found, seen);
            }
        } else if (node instanceof LetInNode let) {
            collect(let.getBody(), isPrimed, found, seen);
        }
    }
}
