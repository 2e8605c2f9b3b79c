package next700.induction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    private static int numbers;

    private final Map<String, Value> globals;

    /**
     * Prepares to evaluate.
     *
     * @param globals the constants, and the variables before a step
     */
    Evaluator(Map<String, Value> globals) {
        this.globals = Map.copyOf(globals);
    }

    /** What a name stands for: a value, or an expression that is evaluated where it is used. */
    private sealed interface Binding {}

    private record Fixed(Value value) implements Binding {}

    private record Deferred(ExprOrOpArgNode expression, Scope scope) implements Binding {}

    /**
     * Where an expression stands.
     *
     * @param next the variables after a step
     * @param primed whether the expression is of the state after
     */
    record Scope(Map<Object, Object> bindings, Function<String, Value> next, boolean primed) {
        static Scope of(Function<String, Value> next) {
            return new Scope(Map.of(), next, false);
        }

        /** Of one state, in which nothing is primed. */
        static Scope ofState() {
            return of(variable -> {
                throw new OutsideLanguageException(variable + "' where there is no next state");
            });
        }

        Scope with(Object name, Value value) {
            return bind(name, new Fixed(value));
        }

        private Scope bind(Object name, Binding binding) {
            Map<Object, Object> more = new HashMap<>(bindings);
            more.put(name, binding);
            return new Scope(more, next, primed);
        }

        Scope after() {
            return new Scope(bindings, next, true);
        }

        /** The same place, where the state after is that of another scope; so for what was bound on the way here. */
        Scope withNext(Scope other) {
            Map<Object, Object> rebound = new HashMap<>();
            bindings.forEach((name, binding) -> rebound.put(
                    name,
                    binding instanceof Deferred deferred
                            ? new Deferred(
                                    deferred.expression(), deferred.scope().withNext(other))
                            : binding));
            return new Scope(rebound, other.next, primed);
        }
    }

    static synchronized Variable variable(String name, Sort sort) {
        return new Variable(name, ++numbers, sort);
    }

    /** Names the parameters of a definition. */
    Scope enter(OpDefNode definition, ExprOrOpArgNode[] arguments, Scope scope) {
        Scope inner = scope;
        FormalParamNode[] parameters = definition.getParams();
        for (int i = 0; i < parameters.length; i++) {
            inner = inner.bind(parameters[i], new Deferred(arguments[i], scope));
        }
        return inner;
    }

    Formula formula(SemanticNode node, Scope scope) {
        return asFormula(value(node, scope), node);
    }

    private static Formula asFormula(Value value, SemanticNode node) {
        if (value instanceof Proposition proposition) {
            return proposition.formula();
        }
        throw outside(node, "something true or false is needed here, not " + kind(value));
    }

    private static String kind(Value value) {
        return switch (value) {
            case Proposition p -> "a truth value";
            case Element e -> "an element of " + e.term().sort();
            case Numeral n -> "the number " + n.value();
            case Tuple t -> "a tuple";
            case Collection c -> "a set";
            case Mapping m -> "a function";
            case Value.EmptySequence s -> "<<>>";
            case Value.Power p -> "a set of sets (SUBSET)";
            case Value.Mappings m -> "a set of functions";
            case Value.Booleans b -> "BOOLEAN";
            case Value.AllNumbers n -> "the set of all numbers";
            case Value.AllSequences s -> "a set of sequences";
        };
    }

    static OutsideLanguageException outside(SemanticNode node, String cause) {
        return new OutsideLanguageException("line " + node.getLocation().beginLine() + " of module "
                + node.getLocation().source() + ": " + cause);
    }

    Value value(SemanticNode node, Scope scope) {
        return switch (node) {
            case NumeralNode numeral -> new Numeral(numeral.val());
            case LetInNode let -> value(let.getBody(), scope);
            case AtNode at -> ((Fixed) scope.bindings().get(AtNode.class)).value();
            case OpApplNode application -> application(application, scope);
            case OpArgNode argument -> throw outside(node, "an operator as an argument");
            default -> throw outside(node, "this kind of expression has no place in first-order logic");
        };
    }

    private Value application(OpApplNode node, Scope scope) {
        SymbolNode operator = node.getOperator();
        Object bound = scope.bindings().get(operator);
        if (bound instanceof Fixed fixed) {
            return fixed.value();
        } else if (bound instanceof Deferred deferred) {
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
            case "=" -> new Proposition(same(value(args[0], scope), value(args[1], scope), node));
            case "/=" -> new Proposition(Formula.not(same(value(args[0], scope), value(args[1], scope), node)));
            case "\\in" -> new Proposition(in(value(args[0], scope), value(args[1], scope), node));
            case "\\notin" -> new Proposition(Formula.not(in(value(args[0], scope), value(args[1], scope), node)));
            case "\\subseteq" -> new Proposition(subset(set(args[0], scope), set(args[1], scope), node));
            case "\\cup", "\\union" -> combined(set(args[0], scope), set(args[1], scope), Formula::or, node);
            case "\\cap", "\\intersect" -> combined(set(args[0], scope), set(args[1], scope), Formula::and, node);
            case "\\", "\\setminus" ->
                combined(set(args[0], scope), set(args[1], scope), (a, b) -> Formula.and(a, Formula.not(b)), node);
            case "'" -> value(args[0], scope.after());
            case "UNCHANGED" -> new Proposition(unchanged(args[0], scope));
            case "$Tuple" -> args.length == 0 ? new Value.EmptySequence() : new Tuple(values(args, scope));
            case "$SetEnumerate" -> enumerated(values(args, scope), node);
            case "$CartesianProd" -> product(args, scope, node);
            case "$SubsetOf" -> selected(node, scope);
            case "$SetOfAll" -> image(node, scope);
            case "$BoundedForall", "$BoundedExists" -> quantified(name.equals("$BoundedForall"), node, scope);
            case "$IfThenElse" -> Value.choice(formula(args[0], scope), value(args[1], scope), value(args[2], scope));
            case "$Case" -> cases(node, scope);
            case "$FcnApply" -> applied(value(args[0], scope), value(args[1], scope), node);
            case "$Except" -> except(node, scope);
            case "$FcnConstructor" -> constructed(node, scope);
            case "$SetOfFcns" -> new Value.Mappings(set(args[0], scope), value(args[1], scope));
            case "SUBSET" -> new Value.Power(set(args[0], scope));
            case "BOOLEAN" -> new Value.Booleans();
            case "Nat" -> new Value.AllNumbers(true);
            case "Int" -> new Value.AllNumbers(false);
            case "Seq" -> new Value.AllSequences(set(args[0], scope));
            case "<" -> new Proposition(Formula.not(atMost(args[1], args[0], scope, node)));
            case ">" -> new Proposition(Formula.not(atMost(args[0], args[1], scope, node)));
            case "\\leq" -> new Proposition(atMost(args[0], args[1], scope, node));
            case "\\geq" -> new Proposition(atMost(args[1], args[0], scope, node));
            case "IsPrefix" -> new Proposition(prefix(args, scope, node));
            case "IsAppend" -> new Proposition(append(args, scope, node));
            case "Range" -> range(value(args[0], scope), node);
            default -> throw outside(node, Builtins.hint(name));
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
        return asSet(value(node, scope), node);
    }

    private static Collection asSet(Value value, SemanticNode node) {
        if (value instanceof Collection collection) {
            return collection;
        } else if (value instanceof Element element && element.term().sort().kind() == Sort.Kind.SETS) {
            Sort sort = element.term().sort();
            return Collection.of(
                    List.of(sort.of().orElseThrow()),
                    terms -> new Formula.Atom(Theory.member(sort), List.of(terms.get(0), element.term())));
        }
        throw outside(node, "a set is needed here, not " + kind(value));
    }

    /** The elements that a value is made of, one for each column of a tuple. */
    static List<Term> terms(Value value, List<Sort> columns, SemanticNode node) {
        List<Value> parts = value instanceof Tuple tuple ? tuple.parts() : List.of(value);
        if (parts.size() != columns.size()) {
            throw outside(node, kind(value) + " of " + parts.size() + " is compared with tuples of " + columns.size());
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            terms.add(term(parts.get(i), columns.get(i), node));
        }
        return terms;
    }

    private static Term term(Value value, Sort sort, SemanticNode node) {
        Term term;
        if (value instanceof Element element) {
            term = element.term();
        } else if (value instanceof Numeral numeral && sort.isOrdered()) {
            term = Term.constant(Theory.numeral(numeral.value(), sort));
        } else if (value instanceof Value.EmptySequence && sort.kind() == Sort.Kind.SEQUENCES) {
            term = Term.constant(Theory.empty(sort));
        } else {
            throw outside(node, "an element of " + sort + " is needed here, not " + kind(value));
        }
        if (!term.sort().equals(sort)) {
            throw outside(node, "an element of " + sort + " is needed here, not one of " + term.sort());
        }
        return term;
    }

    Formula same(Value left, Value right, SemanticNode node) {
        if (left instanceof Proposition a && right instanceof Proposition b) {
            return Formula.iff(a.formula(), b.formula());
        } else if (left instanceof Element a) {
            if (right instanceof Collection) {
                return equal(asSet(left, node), asSet(right, node), node);
            }
            return Formula.same(a.term(), term(right, a.term().sort(), node));
        } else if (right instanceof Element) {
            return same(right, left, node);
        } else if (left instanceof Collection a && right instanceof Collection b) {
            return equal(a, b, node);
        } else if (left instanceof Mapping a && right instanceof Mapping b) {
            List<Variable> variables = variables(a.arguments());
            return Formula.forAll(
                    variables,
                    same(a.apply().apply(List.copyOf(variables)), b.apply().apply(List.copyOf(variables)), node));
        } else if (left instanceof Tuple a
                && right instanceof Tuple b
                && a.parts().size() == b.parts().size()) {
            List<Formula> parts = new ArrayList<>();
            for (int i = 0; i < a.parts().size(); i++) {
                parts.add(same(a.parts().get(i), b.parts().get(i), node));
            }
            return Formula.and(parts);
        } else if (left instanceof Numeral a && right instanceof Numeral b) {
            return a.value() == b.value() ? Formula.TRUE : Formula.FALSE;
        }
        throw outside(node, kind(left) + " is compared with " + kind(right));
    }

    private static List<Variable> variables(List<Sort> sorts) {
        return sorts.stream()
                .map(sort -> variable(sort.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT), sort))
                .toList();
    }

    private static Formula equal(Collection a, Collection b, SemanticNode node) {
        return each(a, b, Formula::iff, node);
    }

    private static Formula subset(Collection a, Collection b, SemanticNode node) {
        return each(a, b, Formula::implies, node);
    }

    private interface Connective {
        Formula of(Formula a, Formula b);
    }

    private static Formula each(Collection a, Collection b, Connective connective, SemanticNode node) {
        Optional<List<Sort>> columns = columns(a, b, node);
        if (columns.isEmpty()) {
            return Formula.TRUE;
        }
        List<Variable> variables = variables(columns.get());
        List<Term> terms = List.copyOf(variables);
        return Formula.forAll(
                variables, connective.of(a.contains().apply(terms), b.contains().apply(terms)));
    }

    private static Collection combined(Collection a, Collection b, Connective connective, SemanticNode node) {
        return new Collection(
                columns(a, b, node),
                terms -> connective.of(a.contains().apply(terms), b.contains().apply(terms)));
    }

    /** The sorts of the columns that two sets have in common; none if both are empty. */
    private static Optional<List<Sort>> columns(Collection a, Collection b, SemanticNode node) {
        if (a.columns().isPresent() && b.columns().isPresent() && !a.columns().equals(b.columns())) {
            throw outside(
                    node,
                    "a set of " + product(a.columns().get()) + " beside a set of "
                            + product(b.columns().get()));
        }
        return a.columns().or(b::columns);
    }

    private static String product(List<Sort> columns) {
        return String.join(" \\X ", columns.stream().map(Sort::name).toList());
    }

    Formula in(Value element, Value set, SemanticNode node) {
        return switch (set) {
            case Collection collection -> {
                if (collection.columns().isEmpty()) {
                    yield Formula.FALSE;
                }
                yield collection
                        .contains()
                        .apply(terms(element, collection.columns().get(), node));
            }
            case Value.Power power -> subset(asSet(element, node), power.of(), node);
            case Value.Booleans booleans -> {
                asFormula(element, node);
                yield Formula.TRUE;
            }
            case Value.Mappings mappings -> {
                if (!(element instanceof Mapping mapping)) {
                    throw outside(node, "a function is needed here, not " + kind(element));
                }
                List<Variable> variables = variables(mapping.arguments());
                yield Formula.forAll(
                        variables, in(mapping.apply().apply(List.copyOf(variables)), mappings.range(), node));
            }
            case Element of -> in(element, asSet(of, node), node);
            default -> throw outside(node, "a set is needed here, not " + kind(set));
        };
    }

    private Formula unchanged(SemanticNode node, Scope scope) {
        return same(value(node, scope.after()), value(node, scope), node);
    }

    private static Collection enumerated(List<Value> values, SemanticNode node) {
        if (values.isEmpty()) {
            return Collection.EMPTY;
        }
        List<Sort> columns = columns(values, node);
        List<List<Term>> members =
                values.stream().map(value -> terms(value, columns, node)).toList();
        return Collection.of(
                columns,
                terms -> Formula.or(
                        members.stream().map(member -> sameTerms(member, terms)).toList()));
    }

    private static Formula sameTerms(List<Term> left, List<Term> right) {
        List<Formula> parts = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            parts.add(Formula.same(left.get(i), right.get(i)));
        }
        return Formula.and(parts);
    }

    /** The sorts of the columns, of the first value that tells them all. */
    private static List<Sort> columns(List<Value> values, SemanticNode node) {
        for (Value value : values) {
            List<Value> parts = value instanceof Tuple tuple ? tuple.parts() : List.of(value);
            if (parts.stream().allMatch(Element.class::isInstance)) {
                return parts.stream()
                        .map(part -> ((Element) part).term().sort())
                        .toList();
            }
        }
        throw outside(node, "of which sort the elements of this set are cannot be told");
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
                    throw outside(node, "tuples within tuples; write one tuple of all");
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
                throw outside(
                        node,
                        "a quantifier over " + kind(from)
                                + " is not of first order; only an action may begin with \\E over SUBSET");
            }
            Collection set = asSet(from, sets[i]);
            List<Sort> columns = set.columns()
                    .orElseThrow(() -> outside(node, "a quantifier over the empty set, of which nothing is known"));
            if (tuples[i]) {
                if (names[i].length != columns.size()) {
                    throw outside(node, "a tuple of " + names[i].length + " from a set of tuples of " + columns.size());
                }
                List<Variable> own = new ArrayList<>();
                for (int k = 0; k < columns.size(); k++) {
                    Variable variable = variable(names[i][k].getName().toString(), columns.get(k));
                    own.add(variable);
                    inner = inner.with(names[i][k], new Element(variable));
                }
                variables.addAll(own);
                guards.add(set.contains().apply(List.copyOf(own)));
            } else {
                for (FormalParamNode name : names[i]) {
                    List<Variable> own = columns.stream()
                            .map(sort -> variable(name.getName().toString(), sort))
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
        List<Sort> columns = columns(List.of(value), node);
        List<Term> images = terms(value, columns, node);
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
                throw outside(node, "CASE needs OTHER");
            } else {
                result = Value.choice(formula(pair[0], scope), value(pair[1], scope), result);
            }
        }
        return result;
    }

    private Value applied(Value function, Value argument, SemanticNode node) {
        if (function instanceof Tuple tuple && argument instanceof Numeral index) {
            if (index.value() < 1 || index.value() > tuple.parts().size()) {
                throw outside(node, "a tuple of " + tuple.parts().size() + " has no part " + index.value());
            }
            return tuple.parts().get(index.value() - 1);
        } else if (function instanceof Mapping mapping) {
            int given = argument instanceof Tuple tuple ? tuple.parts().size() : 1;
            List<Sort> first = mapping.arguments()
                    .subList(0, Math.min(given, mapping.arguments().size()));
            List<Term> terms = terms(argument, first, node);
            return mapping.apply().apply(terms);
        }
        throw outside(node, "a function is needed here, not " + kind(function));
    }

    private Value constructed(OpApplNode node, Scope scope) {
        Bound bound = bind(node, scope);
        if (!Formula.and(bound.guards()).equals(Formula.TRUE)) {
            throw outside(node, "a function is on whole sorts here");
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
            throw outside(node, "EXCEPT needs a function, not " + kind(old));
        }
        List<Term> at = terms(path.get(0), mapping.arguments(), node);
        return new Mapping(
                mapping.arguments(),
                terms -> Value.choice(
                        sameTerms(terms, at),
                        replaced(mapping.apply().apply(terms), path.subList(1, path.size()), replacement, scope, node),
                        mapping.apply().apply(terms)));
    }

    private Formula atMost(SemanticNode left, SemanticNode right, Scope scope, SemanticNode node) {
        Value a = value(left, scope);
        Value b = value(right, scope);
        Sort sort = sortOf(a, b, node);
        if (!sort.isOrdered()) {
            throw outside(node, sort + " is not a set of numbers; say so with ASSUME " + sort + " \\subseteq Nat");
        }
        return new Formula.Atom(Theory.atMost(sort), List.of(term(a, sort, node), term(b, sort, node)));
    }

    private static Sort sortOf(Value a, Value b, SemanticNode node) {
        if (a instanceof Element element) {
            return element.term().sort();
        } else if (b instanceof Element element) {
            return element.term().sort();
        }
        throw outside(node, "of which sort this is cannot be told");
    }

    private Formula prefix(ExprOrOpArgNode[] args, Scope scope, SemanticNode node) {
        Value a = value(args[0], scope);
        Value b = value(args[1], scope);
        Sort shorter = sequence(sortOf(a, b, node), node);
        Sort longer = sequence(sortOf(b, a, node), node);
        return new Formula.Atom(Theory.prefix(shorter, longer), List.of(term(a, shorter, node), term(b, longer, node)));
    }

    private Formula append(ExprOrOpArgNode[] args, Scope scope, SemanticNode node) {
        Value g = value(args[0], scope);
        Value h = value(args[2], scope);
        Sort sort = sequence(sortOf(g, h, node), node);
        Sort of = sort.of().orElseThrow();
        return new Formula.Atom(
                Theory.append(sort),
                List.of(term(g, sort, node), term(value(args[1], scope), of, node), term(h, sort, node)));
    }

    private static Sort sequence(Sort sort, SemanticNode node) {
        if (sort.kind() != Sort.Kind.SEQUENCES) {
            throw outside(
                    node, sort + " is not a set of sequences; say so with ASSUME " + sort + " \\subseteq Seq(...)");
        }
        return sort;
    }

    private static Collection range(Value of, SemanticNode node) {
        if (of instanceof Value.EmptySequence) {
            return Collection.EMPTY;
        } else if (of instanceof Element element) {
            Sort sort = sequence(element.term().sort(), node);
            return Collection.of(
                    List.of(sort.of().orElseThrow()),
                    terms -> new Formula.Atom(Theory.range(sort), List.of(terms.get(0), element.term())));
        }
        throw outside(node, "Range of " + kind(of));
    }
}
