package next700.induction;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks Z3 whether assertions can all be so. Not for several threads. */
final class Z3 implements AutoCloseable {
    /** What Z3 says. */
    sealed interface Answer {}

    /** They cannot; these already cannot. */
    record Impossible(Set<Assertion> core) implements Answer {}

    /** They can, in this world, which is of the smallest size. */
    record Possible(Structure world) implements Answer {}

    /** Z3 does not know. */
    record Unknown(String reason) implements Answer {}

    private static final int LARGEST = 12;

    private final Context context = new Context();
    private final int timeoutMillis;
    private final Map<Sort, com.microsoft.z3.Sort> sorts = new HashMap<>();
    private final Map<Symbol, FuncDecl<?>> declarations = new LinkedHashMap<>();

    Z3(int timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Whether the assertions can all be so; in which world is looked for on demand only. */
    Answer ask(List<Assertion> assertions, boolean wantsWorld) {
        Solver solver = solver();
        Map<String, Assertion> tracked = new LinkedHashMap<>();
        for (Assertion assertion : assertions) {
            String label = "a" + tracked.size();
            tracked.put(label, assertion);
            solver.assertAndTrack(encode(assertion.formula(), Map.of()), context.mkBoolConst(label));
        }
        return switch (solver.check()) {
            case UNSATISFIABLE -> {
                Set<Assertion> core = new LinkedHashSet<>();
                for (BoolExpr label : solver.getUnsatCore()) {
                    core.add(tracked.get(label.toString()));
                }
                yield new Impossible(core);
            }
            case SATISFIABLE -> wantsWorld ? smallest(assertions) : new Possible(new Structure(Map.of()));
            case UNKNOWN -> new Unknown(solver.getReasonUnknown());
        };
    }

    private Solver solver() {
        Solver solver = context.mkSolver();
        Params parameters = context.mkParams();
        parameters.add("timeout", timeoutMillis);
        parameters.add("random_seed", 0);
        solver.setParameters(parameters);
        return solver;
    }

    /** A world with the fewest elements: of each sort no more than needed, given how many there are of the sorts before. */
    private Answer smallest(List<Assertion> assertions) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        Set<Sort> present = new LinkedHashSet<>();
        for (Assertion assertion : assertions) {
            Symbols.collect(assertion.formula(), symbols);
        }
        symbols.forEach(symbol -> {
            present.addAll(symbol.arguments());
            symbol.result().ifPresent(present::add);
        });
        List<Sort> open = new ArrayList<>(present);
        Solver solver = solver();
        for (Assertion assertion : assertions) {
            add(solver, encode(assertion.formula(), Map.of()));
        }
        Map<Sort, Integer> sizes = new LinkedHashMap<>();
        for (Sort sort : open) {
            int size = 1;
            for (; size <= LARGEST; size++) {
                solver.push();
                elements(sort, size, solver);
                if (solver.check() != Status.UNSATISFIABLE) {
                    break;
                }
                solver.pop();
            }
            if (size > LARGEST) {
                return new Unknown("a counterexample exists, but has more than " + LARGEST + " elements of " + sort);
            }
            sizes.put(sort, size);
        }
        return world(sizes, solver, symbols, assertions)
                .orElse(new Unknown("Z3 contradicts itself about a counterexample"));
    }

    private void elements(Sort sort, int size, Solver solver) {
        List<Expr<?>> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(element(sort, i));
        }
        Expr<?> any = context.mkConst("any " + sort, sort(sort));
        List<BoolExpr> one = new ArrayList<>();
        elements.forEach(element -> one.add(context.mkEq(any, element)));
        add(solver, context.mkForall(new Expr<?>[] {any}, or(one), 1, null, null, null, null));
        if (size > 1) {
            add(solver, context.mkDistinct(elements.toArray(new Expr<?>[0])));
        }
    }

    private Expr<?> element(Sort sort, int number) {
        return context.mkConst(sort + "@" + number, sort(sort));
    }

    private Optional<Answer> world(
            Map<Sort, Integer> sizes, Solver solver, Set<Symbol> symbols, List<Assertion> assertions) {
        Status status = solver.check();
        if (status == Status.UNSATISFIABLE) {
            return Optional.empty();
        } else if (status == Status.UNKNOWN) {
            return Optional.of(new Unknown(solver.getReasonUnknown()));
        }
        Model model = solver.getModel();
        Structure world = new Structure(sizes);
        for (Symbol symbol : symbols) {
            for (List<Integer> tuple : world.tuples(symbol.arguments())) {
                Expr<?>[] arguments = new Expr<?>[tuple.size()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = element(symbol.arguments().get(i), tuple.get(i));
                }
                Expr<?> value = model.eval(declaration(symbol).apply(arguments), true);
                world.set(
                        symbol,
                        tuple,
                        symbol.isRelation()
                                ? value.isTrue() ? 1 : 0
                                : numberOf(value, symbol.result().get(), sizes, model));
            }
        }
        if (!world.satisfies(assertions)) {
            return Optional.of(new Unknown("Z3's model does not satisfy the formulas"));
        }
        return Optional.of(new Possible(world));
    }

    private int numberOf(Expr<?> value, Sort sort, Map<Sort, Integer> sizes, Model model) {
        for (int i = 0; i < sizes.get(sort); i++) {
            if (model.eval(element(sort, i), true).equals(value)) {
                return i;
            }
        }
        throw new IllegalStateException("Z3 names an element of " + sort + " that there is not");
    }

    private static void add(Solver solver, BoolExpr formula) {
        @SuppressWarnings("unchecked")
        com.microsoft.z3.Expr<com.microsoft.z3.BoolSort>[] one = new BoolExpr[] {formula};
        solver.add(one);
    }

    private com.microsoft.z3.Sort sort(Sort sort) {
        return sorts.computeIfAbsent(sort, any -> context.mkUninterpretedSort(sort.name()));
    }

    private FuncDecl<?> declaration(Symbol symbol) {
        return declarations.computeIfAbsent(symbol, any -> {
            com.microsoft.z3.Sort[] arguments =
                    symbol.arguments().stream().map(this::sort).toArray(com.microsoft.z3.Sort[]::new);
            com.microsoft.z3.Sort result = symbol.result().map(this::sort).orElse(context.getBoolSort());
            String name = symbol + symbol.result().map(sort -> ":" + sort).orElse("");
            return context.mkFuncDecl(name, arguments, result);
        });
    }

    private BoolExpr or(List<BoolExpr> parts) {
        return context.mkOr(parts.toArray(new BoolExpr[0]));
    }

    private BoolExpr encode(Formula formula, Map<Term.Variable, Expr<?>> bound) {
        return switch (formula) {
            case Formula.Truth truth -> context.mkBool(truth.value());
            case Formula.Atom atom -> (BoolExpr) declaration(atom.relation()).apply(encode(atom.arguments(), bound));
            case Formula.Same same -> context.mkEq(encode(same.left(), bound), encode(same.right(), bound));
            case Formula.Not not -> context.mkNot(encode(not.negated(), bound));
            case Formula.And and ->
                context.mkAnd(
                        and.parts().stream().map(part -> encode(part, bound)).toArray(BoolExpr[]::new));
            case Formula.Or or ->
                or(or.parts().stream().map(part -> encode(part, bound)).toList());
            case Formula.Iff iff -> context.mkIff(encode(iff.left(), bound), encode(iff.right(), bound));
            case Formula.Quantified quantified -> {
                Map<Term.Variable, Expr<?>> more = new HashMap<>(bound);
                Expr<?>[] variables = quantified.variables().stream()
                        .map(variable -> {
                            Expr<?> constant = context.mkConst("v " + variable, sort(variable.sort()));
                            more.put(variable, constant);
                            return constant;
                        })
                        .toArray(Expr<?>[]::new);
                BoolExpr body = encode(quantified.body(), more);
                yield quantified.forAll()
                        ? context.mkForall(variables, body, 1, null, null, null, null)
                        : context.mkExists(variables, body, 1, null, null, null, null);
            }
        };
    }

    private Expr<?>[] encode(List<Term> terms, Map<Term.Variable, Expr<?>> bound) {
        return terms.stream().map(term -> encode(term, bound)).toArray(Expr<?>[]::new);
    }

    private Expr<?> encode(Term term, Map<Term.Variable, Expr<?>> bound) {
        return switch (term) {
            case Term.Variable variable -> bound.get(variable);
            case Term.Application application ->
                declaration(application.function()).apply(encode(application.arguments(), bound));
            case Term.Choice choice -> choice(choice, bound);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Expr<?> choice(Term.Choice choice, Map<Term.Variable, Expr<?>> bound) {
        return context.mkITE(encode(choice.condition(), bound), (Expr) encode(choice.then(), bound), (Expr)
                encode(choice.otherwise(), bound));
    }
}
