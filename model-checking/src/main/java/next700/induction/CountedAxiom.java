package next700.induction;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.IntSort;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Proves an axiom about sets of some sizes by counting, for all numbers: what the logic of the induction takes for granted,
 * such as that two quorums share a correct replica, follows from the sizes that the module gives them.
 *
 * <p>As in {@link next700.proof.Prover}: the sets divide the elements into the cells of a Venn diagram, each with some number
 * of them, and the axiom becomes linear arithmetic over these numbers, which is decidable (Kuncak, Nguyen and Rinard,
 * "Deciding Boolean algebra with Presburger arithmetic", JAR 2006). There the sizes are those of the implementation and the
 * claims are ready; here both are the module's.
 */
final class CountedAxiom {
    /** What becomes of an axiom. */
    sealed interface Status {}

    /** It follows from the sizes. */
    record Proved() implements Status {}

    /** It does not, as these numbers show. */
    record Refuted(String explanation) implements Status {}

    /** It is not about sizes, or Z3 does not know. */
    record Assumed(String reason) implements Status {}

    private static final int TIMEOUT_MILLIS = 20_000;

    private final AbstractModule module;
    private final Context context;
    private final Map<Sort, List<Set<String>>> cells = new LinkedHashMap<>();
    private final Map<Sort, Map<Set<String>, IntExpr>> counts = new LinkedHashMap<>();
    private final Map<String, IntExpr> numbers = new LinkedHashMap<>();
    private final Map<String, Sort> sets = new LinkedHashMap<>();
    private final Map<Term, String> names = new LinkedHashMap<>();
    private int fresh;

    private CountedAxiom(AbstractModule module, Context context) {
        this.module = module;
        this.context = context;
    }

    /** That this is no formula about sizes. */
    private static final class NotCountable extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotCountable(String why) {
            super(why);
        }
    }

    static Status prove(AbstractModule module, Axiom axiom) {
        try (Context context = new Context()) {
            return new CountedAxiom(module, context).prove(axiom.formula());
        } catch (NotCountable e) {
            return new Assumed(e.getMessage());
        }
    }

    private Status prove(Formula formula) {
        if (module.sizes().facts().isEmpty() && module.sizes().families().isEmpty()) {
            throw new NotCountable("the module says nothing of sizes");
        }
        List<Formula> premises = new ArrayList<>();
        List<Term.Variable> sizedSets = new ArrayList<>();
        Formula body = formula;
        while (body instanceof Formula.Quantified quantified && quantified.forAll()) {
            for (Term.Variable variable : quantified.variables()) {
                String name = variable.name() + (sets.containsKey(variable.name()) ? "_" : "");
                names.put(variable, name);
                if (variable.sort().kind() == Sort.Kind.SETS) {
                    sets.put(name, variable.sort().of().orElseThrow());
                    sizedSets.add(variable);
                } else {
                    sets.put(name, variable.sort());
                }
            }
            body = quantified.body();
        }
        premises.add(Formula.not(body));
        Set<Symbol> used = new LinkedHashSet<>();
        Symbols.collect(formula, used);
        for (Symbol symbol : used) {
            if (symbol.isRelation() && symbol.arguments().size() == 1) {
                sets.put(symbol.name(), symbol.arguments().get(0));
            } else if (!symbol.isRelation() && symbol.arguments().isEmpty() && !Theory.isTheory(symbol)) {
                sets.put(symbol.name(), symbol.result().orElseThrow());
                names.put(Term.constant(symbol), symbol.name());
            } else if (!(symbol.isRelation() && symbol.arguments().size() == 2 && isMember(symbol))) {
                throw new NotCountable(symbol + " is not a set, so that its elements cannot be counted");
            }
        }
        module.sorts().stream().filter(sort -> sort.kind() != Sort.Kind.SETS).forEach(this::divide);
        Solver solver = context.mkSolver();
        var parameters = context.mkParams();
        parameters.add("timeout", TIMEOUT_MILLIS);
        solver.setParameters(parameters);
        module.sizes().numbers().forEach(number -> add(solver, context.mkGe(number(number), context.mkInt(0))));
        counts.values().forEach(of -> of.values().forEach(count -> add(solver, context.mkGe(count, context.mkInt(0)))));
        module.sizes().facts().forEach(fact -> add(solver, compared(fact, Optional.empty())));
        names.forEach((term, name) -> {
            if (term.sort().kind() != Sort.Kind.SETS) {
                add(solver, context.mkEq(size(sets.get(name), cell -> cell.contains(name)), context.mkInt(1)));
            }
        });
        for (Term.Variable variable : sizedSets) {
            String name = names.get(variable);
            Sizes.Family family = module.sizes().families().get(variable.sort());
            if (family != null) {
                ArithExpr<IntSort> size = size(sets.get(name), cell -> cell.contains(name));
                family.facts()
                        .forEach(fact -> add(solver, compared(fact, Optional.of(Map.entry(family.self(), size)))));
            }
        }
        premises.forEach(premise -> add(solver, truth(premise)));
        return switch (solver.check()) {
            case UNSATISFIABLE -> new Proved();
            case SATISFIABLE -> smallest(solver);
            case UNKNOWN -> new Assumed("not decided by counting: " + solver.getReasonUnknown());
        };
    }

    private static boolean isMember(Symbol symbol) {
        return symbol.arguments().get(1).kind() == Sort.Kind.SETS
                && symbol.equals(Theory.member(symbol.arguments().get(1)));
    }

    private void divide(Sort sort) {
        List<String> own = sets.entrySet().stream()
                .filter(set -> set.getValue().equals(sort))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        // Sets that only the facts speak of count as well.
        module.constants().forEach((name, shape) -> {
            if (shape.equals(new Shape.Tuples(List.of(sort))) && !own.contains(name)) {
                own.add(name);
            }
        });
        List<Set<String>> all = new ArrayList<>();
        Map<Set<String>, IntExpr> count = new LinkedHashMap<>();
        for (int bits = 0; bits < 1 << own.size(); bits++) {
            Set<String> cell = new HashSet<>();
            for (int i = 0; i < own.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    cell.add(own.get(i));
                }
            }
            all.add(cell);
            count.put(cell, context.mkIntConst(sort + " cell " + bits));
        }
        cells.put(sort, all);
        counts.put(sort, count);
    }

    private IntExpr number(String name) {
        return numbers.computeIfAbsent(name, context::mkIntConst);
    }

    private ArithExpr<IntSort> size(Sort sort, Predicate<Set<String>> region) {
        List<ArithExpr<IntSort>> terms = new ArrayList<>();
        terms.add(context.mkInt(0));
        counts.get(sort).forEach((cell, count) -> {
            if (region.test(cell)) {
                terms.add(count);
            }
        });
        @SuppressWarnings({"unchecked", "rawtypes"})
        ArithExpr<IntSort>[] all = terms.toArray(new ArithExpr[0]);
        return context.mkAdd(all);
    }

    private BoolExpr compared(Sizes.Comparison fact, Optional<Map.Entry<String, ArithExpr<IntSort>>> self) {
        ArithExpr<IntSort> left = sum(fact.left(), self);
        ArithExpr<IntSort> right = sum(fact.right(), self);
        return switch (fact.relation()) {
            case "<" -> context.mkLt(left, right);
            case ">" -> context.mkGt(left, right);
            case "<=" -> context.mkLe(left, right);
            case ">=" -> context.mkGe(left, right);
            default -> context.mkEq(left, right);
        };
    }

    private ArithExpr<IntSort> sum(Sizes.Sum sum, Optional<Map.Entry<String, ArithExpr<IntSort>>> self) {
        List<ArithExpr<IntSort>> terms = new ArrayList<>();
        terms.add(context.mkInt(sum.constant()));
        sum.multiples().forEach((name, times) -> terms.add(context.mkMul(context.mkInt(times), part(name, self))));
        @SuppressWarnings({"unchecked", "rawtypes"})
        ArithExpr<IntSort>[] all = terms.toArray(new ArithExpr[0]);
        return context.mkAdd(all);
    }

    private ArithExpr<IntSort> part(String name, Optional<Map.Entry<String, ArithExpr<IntSort>>> self) {
        if (!name.startsWith("|")) {
            return number(name);
        }
        String set = name.substring(1, name.length() - 1);
        if (self.isPresent() && self.get().getKey().equals(set)) {
            return self.get().getValue();
        }
        for (Sort sort : module.sorts()) {
            if (sort.name().equals(set)) {
                return size(sort, cell -> true);
            }
        }
        if (module.constants().get(set) instanceof Shape.Tuples tuples
                && tuples.columns().size() == 1) {
            return size(tuples.columns().get(0), cell -> cell.contains(set));
        }
        throw new NotCountable("the size of " + set + " is not known");
    }

    private static void add(Solver solver, BoolExpr formula) {
        @SuppressWarnings("unchecked")
        Expr<com.microsoft.z3.BoolSort>[] one = new BoolExpr[] {formula};
        solver.add(one);
    }

    private BoolExpr truth(Formula formula) {
        return switch (formula) {
            case Formula.Truth truth -> context.mkBool(truth.value());
            case Formula.And and ->
                context.mkAnd(and.parts().stream().map(this::truth).toArray(BoolExpr[]::new));
            case Formula.Or or ->
                context.mkOr(or.parts().stream().map(this::truth).toArray(BoolExpr[]::new));
            case Formula.Not not -> context.mkNot(truth(not.negated()));
            case Formula.Iff iff -> context.mkIff(truth(iff.left()), truth(iff.right()));
            case Formula.Quantified quantified ->
                quantified.forAll()
                        ? context.mkNot(truth(Formula.exists(quantified.variables(), Formula.not(quantified.body()))))
                        : some(quantified);
            case Formula.Atom atom -> inSomeCell(atom);
            case Formula.Same same -> inSomeCell(same);
        };
    }

    /** A fact about elements that are known by name: they are in a cell in which it is so. */
    private BoolExpr inSomeCell(Formula fact) {
        Term element = switch (fact) {
            case Formula.Atom atom -> atom.arguments().get(0);
            case Formula.Same same -> same.left();
            default -> throw new NotCountable("no fact about an element");
        };
        String name = Optional.ofNullable(names.get(element))
                .orElseThrow(() -> new NotCountable("a fact about what has no name"));
        return context.mkGe(
                size(sets.get(name), cell -> cell.contains(name) && isSo(fact, element, cell)), context.mkInt(1));
    }

    private BoolExpr some(Formula.Quantified quantified) {
        if (quantified.variables().size() != 1) {
            throw new NotCountable("a quantifier over two elements at once");
        }
        Term.Variable variable = quantified.variables().get(0);
        if (variable.sort().kind() == Sort.Kind.SETS) {
            return someSet(variable, quantified.body());
        }
        return context.mkGe(size(variable.sort(), cell -> isSo(quantified.body(), variable, cell)), context.mkInt(1));
    }

    /** Whether something is so of an element of a cell. */
    private boolean isSo(Formula formula, Term element, Set<String> cell) {
        return switch (formula) {
            case Formula.Truth truth -> truth.value();
            case Formula.And and -> and.parts().stream().allMatch(part -> isSo(part, element, cell));
            case Formula.Or or -> or.parts().stream().anyMatch(part -> isSo(part, element, cell));
            case Formula.Not not -> !isSo(not.negated(), element, cell);
            case Formula.Iff iff -> isSo(iff.left(), element, cell) == isSo(iff.right(), element, cell);
            case Formula.Atom atom -> isIn(atom, element, cell);
            case Formula.Same same -> isSame(same, element, cell);
            default -> throw aboutSeveral();
        };
    }

    private boolean isIn(Formula.Atom atom, Term element, Set<String> cell) {
        if (!atom.arguments().get(0).equals(element)) {
            throw aboutSeveral();
        }
        String set = atom.arguments().size() == 1
                ? atom.relation().name()
                : names.get(atom.arguments().get(1));
        if (set == null) {
            throw new NotCountable("a set without a name");
        }
        return cell.contains(set);
    }

    private boolean isSame(Formula.Same same, Term element, Set<String> cell) {
        if (same.left().equals(element) && names.containsKey(same.right())) {
            return cell.contains(names.get(same.right()));
        } else if (same.right().equals(element) && names.containsKey(same.left())) {
            return cell.contains(names.get(same.left()));
        }
        throw aboutSeveral();
    }

    private static NotCountable aboutSeveral() {
        return new NotCountable("not a fact about one element at a time");
    }

    /**
     * Whether there is a set of a family with certain members: of each cell it has all, none, or any number, so that its size
     * can be any number between two bounds.
     */
    private BoolExpr someSet(Term.Variable set, Formula body) {
        Sizes.Family family = module.sizes().families().get(set.sort());
        if (family == null || !family.isAll()) {
            throw new NotCountable("which sets " + set.sort() + " has is not said by their sizes");
        }
        Sort of = set.sort().of().orElseThrow();
        List<Formula> parts = body instanceof Formula.And and ? and.parts() : List.of(body);
        List<Formula> ofMembers = new ArrayList<>();
        List<BoolExpr> facts = new ArrayList<>();
        for (Formula part : parts) {
            if (part instanceof Formula.Quantified quantified
                    && quantified.forAll()
                    && quantified.variables().size() == 1
                    && quantified.variables().get(0).sort().equals(of)) {
                ofMembers.add(part);
            } else {
                facts.add(truth(part));
            }
        }
        List<ArithExpr<IntSort>> least = new ArrayList<>(List.of(context.mkInt(0)));
        List<ArithExpr<IntSort>> most = new ArrayList<>(List.of(context.mkInt(0)));
        String self = "the set";
        names.put(set, self);
        for (Set<String> cell : cells.get(of)) {
            Set<String> inside = new HashSet<>(cell);
            inside.add(self);
            boolean mayBeIn = ofMembers.stream().allMatch(part -> isSo(part, inside));
            boolean mayBeOut = ofMembers.stream().allMatch(part -> isSo(part, cell));
            IntExpr count = counts.get(of).get(cell);
            if (!mayBeIn && !mayBeOut) {
                facts.add(context.mkEq(count, context.mkInt(0)));
            }
            if (!mayBeOut) {
                least.add(count);
            }
            if (mayBeIn) {
                most.add(count);
            }
        }
        names.remove(set);
        IntExpr size = context.mkIntConst("size " + ++fresh);
        facts.add(context.mkLe(added(least), size));
        facts.add(context.mkLe(size, added(most)));
        family.facts().forEach(fact -> facts.add(compared(fact, Optional.of(Map.entry(family.self(), size)))));
        return context.mkExists(
                new Expr<?>[] {size}, context.mkAnd(facts.toArray(new BoolExpr[0])), 1, null, null, null, null);
    }

    private boolean isSo(Formula part, Set<String> cell) {
        Formula.Quantified quantified = (Formula.Quantified) part;
        return isSo(quantified.body(), quantified.variables().get(0), cell);
    }

    private ArithExpr<IntSort> added(List<ArithExpr<IntSort>> terms) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        ArithExpr<IntSort>[] all = terms.toArray(new ArithExpr[0]);
        return context.mkAdd(all);
    }

    /** The counterexample in which the numbers of the module are smallest. */
    private Status smallest(Solver solver) {
        for (String name : module.sizes().numbers()) {
            for (int bound = 0; ; bound++) {
                solver.push();
                add(solver, context.mkEq(number(name), context.mkInt(bound)));
                if (solver.check() == com.microsoft.z3.Status.SATISFIABLE) {
                    break;
                }
                solver.pop();
            }
        }
        solver.check();
        Model model = solver.getModel();
        List<String> words = new ArrayList<>();
        numbers.forEach((name, number) -> words.add(name + " = " + model.eval(number, true)));
        counts.forEach((sort, of) -> of.forEach((cell, count) -> {
            long many = ((IntNum) model.eval(count, true)).getInt64();
            if (many > 0 && !cells.get(sort).equals(List.of(Set.of()))) {
                words.add(many + " of " + sort + " in "
                        + (cell.isEmpty()
                                ? "none of the sets"
                                : cell.stream().sorted().collect(Collectors.joining(" and "))));
            }
        }));
        return new Refuted("not so for " + String.join("; ", words));
    }
}
