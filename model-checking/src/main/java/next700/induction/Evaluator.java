package next700.induction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import next700.induction.Term.Variable;
import next700.induction.Value.Collection;
import next700.induction.Value.Element;
import next700.induction.Value.Mapping;
import next700.induction.Value.Numeral;
import next700.induction.Value.Proposition;
import next700.induction.Value.Tuple;
import tla2sany.semantic.AtNode;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;

/** What the expressions of a module stand for, in the language of the logic. */
final class Evaluator {
    private final Map<String, Value> globals;

    /**
     * Prepares to evaluate.
     *
     * @param globals the constants, and the variables before a step
     */
    Evaluator(Map<String, Value> globals) {
        this.globals = Map.copyOf(globals);
    }

    /** Names the parameters of a definition. */
    Scope enter(OpDefNode definition, ExprOrOpArgNode[] arguments, Scope scope) {
        Scope inner = scope;
        FormalParamNode[] parameters = definition.getParams();
        for (int i = 0; i < parameters.length; i++) {
            inner = inner.bind(parameters[i], new Scope.Deferred(arguments[i], scope));
        }
        return inner;
    }

    Formula formula(SemanticNode node, Scope scope) {
        return Values.asFormula(value(node, scope), node);
    }

    Value value(SemanticNode node, Scope scope) {
        return switch (node) {
            case NumeralNode numeral -> new Numeral(numeral.val());
            case LetInNode let -> value(let.getBody(), scope);
            case AtNode at -> ((Scope.Fixed) scope.bindings().get(AtNode.class)).value();
            case OpApplNode application -> application(application, scope);
            case OpArgNode argument -> throw Values.outside(node, "an operator as an argument");
            default -> throw Values.outside(node, "this kind of expression has no place in first-order logic");
        };
    }

    private Value application(OpApplNode node, Scope scope) {
        SymbolNode operator = node.getOperator();
        Object bound = scope.bindings().get(operator);
        if (bound instanceof Scope.Fixed fixed) {
            return fixed.value();
        } else if (bound instanceof Scope.Deferred deferred) {
            return value(
                    deferred.expression(),
                    scope.primed() && !deferred.scope().primed()
                            ? deferred.scope().after()
                            : deferred.scope());
        }
        String name = operator.getName().toString();
        if (operator instanceof OpDefNode definition && Builtins.isDefined(definition)) {
            return value(definition.getBody(), enter(definition, node.getArgs(), scope));
        }
        if (node.getArgs().length == 0 && globals.containsKey(name)) {
            return scope.primed() && ModuleReader.isVariable(operator)
                    ? scope.next().apply(name)
                    : globals.get(name);
        }
        return builtIn(name, node, scope);
    }

    private Value builtIn(String name, OpApplNode node, Scope scope) {
        ExprOrOpArgNode[] args = node.getArgs();
        return switch (name) {
            case "TRUE" -> new Proposition(Formula.TRUE);
            case "FALSE" -> new Proposition(Formula.FALSE);
            case "$ConjList", "\\land" -> new Proposition(Formula.and(all(args, scope)));
            case "$DisjList", "\\lor" -> new Proposition(Formula.or(all(args, scope)));
            case "\\lnot" -> new Proposition(Formula.not(formula(args[0], scope)));
            case "=>" -> new Proposition(Formula.implies(formula(args[0], scope), formula(args[1], scope)));
            case "\\equiv" -> new Proposition(Formula.iff(formula(args[0], scope), formula(args[1], scope)));
            case "=" -> new Proposition(Values.same(value(args[0], scope), value(args[1], scope), node));
            case "/=" -> new Proposition(Formula.not(Values.same(value(args[0], scope), value(args[1], scope), node)));
            case "\\in" -> new Proposition(Values.in(value(args[0], scope), value(args[1], scope), node));
            case "\\notin" ->
                new Proposition(Formula.not(Values.in(value(args[0], scope), value(args[1], scope), node)));
            case "\\subseteq" -> new Proposition(Values.subset(set(args[0], scope), set(args[1], scope), node));
            case "\\cup", "\\union" -> Values.combined(set(args[0], scope), set(args[1], scope), Formula::or, node);
            case "\\cap", "\\intersect" ->
                Values.combined(set(args[0], scope), set(args[1], scope), Formula::and, node);
            case "\\", "\\setminus" ->
                Values.combined(
                        set(args[0], scope), set(args[1], scope), (a, b) -> Formula.and(a, Formula.not(b)), node);
            case "'" -> value(args[0], scope.after());
            case "UNCHANGED" -> new Proposition(unchanged(args[0], scope));
            case "$Tuple" -> args.length == 0 ? new Value.EmptySequence() : new Tuple(values(args, scope));
            case "$SetEnumerate" -> Values.enumerated(values(args, scope), node);
            case "$CartesianProd" -> product(args, scope, node);
            case "$SubsetOf" -> selected(node, scope);
            case "$SetOfAll" -> image(node, scope);
            case "$BoundedForall", "$BoundedExists" -> quantified(name.equals("$BoundedForall"), node, scope);
            case "$IfThenElse" -> Value.choice(formula(args[0], scope), value(args[1], scope), value(args[2], scope));
            case "$Case" -> cases(node, scope);
            case "$FcnApply" -> Values.applied(value(args[0], scope), value(args[1], scope), node);
            case "$Except" -> except(node, scope);
            case "$FcnConstructor" -> constructed(node, scope);
            case "$SetOfFcns" -> new Value.Mappings(set(args[0], scope), value(args[1], scope));
            case "SUBSET" -> new Value.Power(set(args[0], scope));
            case "BOOLEAN" -> new Value.Booleans();
            case "Nat" -> new Value.AllNumbers(true);
            case "Int" -> new Value.AllNumbers(false);
            case "Seq" -> new Value.AllSequences(set(args[0], scope));
            case "<" -> new Proposition(Formula.not(Values.atMost(value(args[1], scope), value(args[0], scope), node)));
            case ">" -> new Proposition(Formula.not(Values.atMost(value(args[0], scope), value(args[1], scope), node)));
            case "\\leq" -> new Proposition(Values.atMost(value(args[0], scope), value(args[1], scope), node));
            case "\\geq" -> new Proposition(Values.atMost(value(args[1], scope), value(args[0], scope), node));
            case "IsPrefix" -> new Proposition(Values.prefix(value(args[0], scope), value(args[1], scope), node));
            case "IsAppend" ->
                new Proposition(
                        Values.append(value(args[0], scope), value(args[1], scope), value(args[2], scope), node));
            case "Range" -> Values.range(value(args[0], scope), node);
            default -> throw Values.outside(node, Builtins.hint(name));
        };
    }

    private List<Formula> all(ExprOrOpArgNode[] args, Scope scope) {
        List<Formula> formulas = new ArrayList<>();
        for (ExprOrOpArgNode arg : args) {
            formulas.add(formula(arg, scope));
        }
        return formulas;
    }

    private List<Value> values(ExprOrOpArgNode[] args, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (ExprOrOpArgNode arg : args) {
            values.add(value(arg, scope));
        }
        return values;
    }

    Collection set(SemanticNode node, Scope scope) {
        return Values.asSet(value(node, scope), node);
    }

    private Formula unchanged(SemanticNode node, Scope scope) {
        return Values.same(value(node, scope.after()), value(node, scope), node);
    }

    private Value product(ExprOrOpArgNode[] args, Scope scope, SemanticNode node) {
        List<Collection> factors = new ArrayList<>();
        List<Sort> columns = new ArrayList<>();
        boolean isEmpty = false;
        for (ExprOrOpArgNode arg : args) {
            Collection factor = set(arg, scope);
            factors.add(factor);
            isEmpty |= factor.columns().isEmpty();
            factor.columns().ifPresent(sorts -> {
                if (sorts.size() != 1) {
                    throw Values.outside(node, "tuples within tuples; write one tuple of all");
                }
                columns.addAll(sorts);
            });
        }
        if (isEmpty) {
            return Collection.EMPTY;
        }
        return Collection.of(columns, terms -> {
            List<Formula> parts = new ArrayList<>();
            for (int i = 0; i < factors.size(); i++) {
                parts.add(factors.get(i).contains().apply(List.of(terms.get(i))));
            }
            return Formula.and(parts);
        });
    }

    /** What is bound by a quantifier or the like: its variables, and that they are in their sets. */
    private record Bound(Scope scope, List<Variable> variables, List<Formula> guards) {}

    private Bound bind(OpApplNode node, Scope scope) {
        FormalParamNode[][] names = node.getBdedQuantSymbolLists();
        ExprNode[] sets = node.getBdedQuantBounds();
        boolean[] tuples = node.isBdedQuantATuple();
        Scope inner = scope;
        List<Variable> variables = new ArrayList<>();
        List<Formula> guards = new ArrayList<>();
        for (int i = 0; i < sets.length; i++) {
            Value from = value(sets[i], scope);
            if (from instanceof Value.Power || from instanceof Value.Mappings) {
                throw Values.outside(
                        node,
                        "a quantifier over " + Values.kind(from)
                                + " is not of first order; only an action may begin with \\E over SUBSET");
            }
            Collection set = Values.asSet(from, sets[i]);
            List<Sort> columns = set.columns()
                    .orElseThrow(
                            () -> Values.outside(node, "a quantifier over the empty set, of which nothing is known"));
            if (tuples[i]) {
                if (names[i].length != columns.size()) {
                    throw Values.outside(
                            node, "a tuple of " + names[i].length + " from a set of tuples of " + columns.size());
                }
                List<Variable> own = new ArrayList<>();
                for (int k = 0; k < columns.size(); k++) {
                    Variable variable = Values.variable(names[i][k].getName().toString(), columns.get(k));
                    own.add(variable);
                    inner = inner.with(names[i][k], new Element(variable));
                }
                variables.addAll(own);
                guards.add(set.contains().apply(List.copyOf(own)));
            } else {
                for (FormalParamNode name : names[i]) {
                    List<Variable> own = columns.stream()
                            .map(sort -> Values.variable(name.getName().toString(), sort))
                            .toList();
                    variables.addAll(own);
                    inner = inner.with(
                            name,
                            own.size() == 1
                                    ? new Element(own.get(0))
                                    : new Tuple(own.stream()
                                            .<Value>map(Element::new)
                                            .toList()));
                    guards.add(set.contains().apply(List.copyOf(own)));
                }
            }
        }
        return new Bound(inner, variables, guards);
    }

    /** Whether something is bound to the elements of a set that can be seen to have none. */
    private boolean isOverNothing(OpApplNode node, Scope scope) {
        for (ExprNode set : node.getBdedQuantBounds()) {
            if (value(set, scope) instanceof Collection collection
                    && collection.columns().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Value quantified(boolean forAll, OpApplNode node, Scope scope) {
        if (isOverNothing(node, scope)) {
            return new Proposition(forAll ? Formula.TRUE : Formula.FALSE);
        }
        Bound bound = bind(node, scope);
        Formula guard = Formula.and(bound.guards());
        Formula body = formula(node.getArgs()[0], bound.scope());
        return new Proposition(
                forAll
                        ? Formula.forAll(bound.variables(), Formula.implies(guard, body))
                        : Formula.exists(bound.variables(), Formula.and(guard, body)));
    }

    private Value selected(OpApplNode node, Scope scope) {
        if (isOverNothing(node, scope)) {
            return Collection.EMPTY;
        }
        Bound bound = bind(node, scope);
        Formula chosen = Formula.and(Formula.and(bound.guards()), formula(node.getArgs()[0], bound.scope()));
        return Collection.of(bound.variables().stream().map(Variable::sort).toList(), terms -> {
            Map<Variable, Term> replaced = new HashMap<>();
            for (int i = 0; i < terms.size(); i++) {
                replaced.put(bound.variables().get(i), terms.get(i));
            }
            return chosen.with(replaced);
        });
    }

    private Value image(OpApplNode node, Scope scope) {
        if (isOverNothing(node, scope)) {
            return Collection.EMPTY;
        }
        Bound bound = bind(node, scope);
        Value value = value(node.getArgs()[0], bound.scope());
        Formula guard = Formula.and(bound.guards());
        List<Sort> columns = Values.columns(List.of(value), node);
        List<Term> images = Values.terms(value, columns, node);
        return Collection.of(columns, terms -> {
            // A variable that the image shows as it is needs no quantifier.
            Map<Variable, Term> known = new LinkedHashMap<>();
            List<Formula> equations = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                if (images.get(i) instanceof Variable variable
                        && bound.variables().contains(variable)
                        && !known.containsKey(variable)) {
                    known.put(variable, terms.get(i));
                } else {
                    equations.add(Formula.same(terms.get(i), images.get(i)));
                }
            }
            List<Variable> rest = bound.variables().stream()
                    .filter(variable -> !known.containsKey(variable))
                    .toList();
            return Formula.exists(
                    rest, Formula.and(guard, Formula.and(equations)).with(known));
        });
    }

    private Value cases(OpApplNode node, Scope scope) {
        Value result = null;
        ExprOrOpArgNode[] args = node.getArgs();
        for (int i = args.length - 1; i >= 0; i--) {
            ExprOrOpArgNode[] pair = ((OpApplNode) args[i]).getArgs();
            if (pair[0] == null) {
                result = value(pair[1], scope);
            } else if (result == null) {
                throw Values.outside(node, "CASE needs OTHER");
            } else {
                result = Value.choice(formula(pair[0], scope), value(pair[1], scope), result);
            }
        }
        return result;
    }

    private Value constructed(OpApplNode node, Scope scope) {
        Bound bound = bind(node, scope);
        if (!Formula.and(bound.guards()).equals(Formula.TRUE)) {
            throw Values.outside(node, "a function is on whole sorts here");
        }
        return new Mapping(bound.variables().stream().map(Variable::sort).toList(), terms -> {
            Scope inner = scope;
            int next = 0;
            for (FormalParamNode[] names : node.getBdedQuantSymbolLists()) {
                for (FormalParamNode name : names) {
                    inner = inner.with(name, new Element(terms.get(next++)));
                }
            }
            return value(node.getArgs()[0], inner);
        });
    }

    private Value except(OpApplNode node, Scope scope) {
        ExprOrOpArgNode[] args = node.getArgs();
        Value result = value(args[0], scope);
        for (int i = 1; i < args.length; i++) {
            ExprOrOpArgNode[] pair = ((OpApplNode) args[i]).getArgs();
            ExprOrOpArgNode[] path = ((OpApplNode) pair[0]).getArgs();
            result = replaced(result, values(path, scope), pair[1], scope, node);
        }
        return result;
    }

    private Value replaced(Value old, List<Value> path, SemanticNode replacement, Scope scope, SemanticNode node) {
        if (path.isEmpty()) {
            return value(replacement, scope.with(AtNode.class, old));
        }
        if (!(old instanceof Mapping mapping)) {
            throw Values.outside(node, "EXCEPT needs a function, not " + Values.kind(old));
        }
        List<Term> at = Values.terms(path.get(0), mapping.arguments(), node);
        return new Mapping(
                mapping.arguments(),
                terms -> Value.choice(
                        Values.sameTerms(terms, at),
                        replaced(mapping.apply().apply(terms), path.subList(1, path.size()), replacement, scope, node),
                        mapping.apply().apply(terms)));
    }
}
