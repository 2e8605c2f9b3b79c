package next700.proof;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.IntSort;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.protocol.abstraction.ByzantineGroup;

/**
 * Proves claims for every f, by Z3.
 *
 * <p>Sizes of sets are all that a claim speaks of, so that it is equivalent to one on the cells of the sets' Venn
 * diagram, each with some number of replicas: linear arithmetic over the integers, which is decidable, f being one more
 * unknown (Kuncak, Nguyen and Rinard, "Deciding Boolean algebra with Presburger arithmetic", JAR 2006, of which this is
 * the part without quantifiers). The claim holds if its negation has no solution.
 */
public final class Prover {
    /** Steps of Z3, not seconds, so that a busy machine decides as much as a quiet one. Claims take some thousands. */
    private static final int MOST_STEPS = 50_000_000;

    private static final Size REPLICAS = Size.of(ByzantineGroup::size);
    private static final Size FAULTS = Size.of(ByzantineGroup::f);

    /** Proves the claim, or finds the smallest f for which it does not hold. */
    public Proof prove(Claim claim) {
        try (Context context = new Context()) {
            return new Attempt(context, claim).prove();
        }
    }

    private static final class Attempt {
        private final Context context;
        private final Claim claim;
        private final IntExpr f;
        private final Map<Set<String>, IntExpr> cells = new LinkedHashMap<>();

        Attempt(Context context, Claim claim) {
            this.context = context;
            this.claim = claim;
            this.f = context.mkIntConst("f");
            for (Set<String> cell : subsets(List.copyOf(claim.sets()))) {
                cells.put(cell, context.mkIntConst("cell" + cells.size()));
            }
        }

        Proof prove() {
            Solver solver = solver();
            return switch (solver.check()) {
                case UNSATISFIABLE -> new Proof.Proved(claim);
                case SATISFIABLE -> smallest(solver);
                case UNKNOWN -> new Proof.Unknown(claim, solver.getReasonUnknown());
            };
        }

        /** The negation of the claim. */
        private Solver solver() {
            Solver solver = context.mkSolver("QF_LIA");
            var parameters = context.mkParams();
            parameters.add("rlimit", MOST_STEPS);
            solver.setParameters(parameters);
            assume(solver, context.mkGe(f, context.mkInt(0)));
            cells.values().forEach(cell -> assume(solver, context.mkGe(cell, context.mkInt(0))));
            assume(solver, context.mkEq(count(Region.everyone()), value(REPLICAS)));
            assume(solver, holds(Bound.atMost(Region.byzantine(), FAULTS)));
            claim.premises().forEach(premise -> assume(solver, holds(premise)));
            assume(solver, context.mkNot(holds(claim.conclusion())));
            return solver;
        }

        @SuppressWarnings("unchecked")
        private static void assume(Solver solver, BoolExpr fact) {
            solver.add(fact);
        }

        private Proof smallest(Solver solver) {
            for (int bound = 0; ; bound++) {
                solver.push();
                assume(solver, context.mkEq(f, context.mkInt(bound)));
                Status status = solver.check();
                if (status == Status.SATISFIABLE) {
                    return refuted(solver.getModel(), bound);
                }
                if (status == Status.UNKNOWN) {
                    return new Proof.Unknown(claim, solver.getReasonUnknown());
                }
                solver.pop();
            }
        }

        private Proof refuted(Model model, long bound) {
            Map<Set<String>, Long> counts = new LinkedHashMap<>();
            cells.forEach((cell, variable) -> {
                long count = ((IntNum) model.eval(variable, true)).getInt64();
                if (count > 0) {
                    counts.put(cell, count);
                }
            });
            return new Proof.Refuted(claim, bound, counts);
        }

        private BoolExpr holds(Bound bound) {
            ArithExpr<IntSort> count = count(bound.region());
            ArithExpr<IntSort> size = value(bound.size());
            return bound.direction() == Bound.Direction.AT_LEAST
                    ? context.mkGe(count, size)
                    : context.mkLe(count, size);
        }

        private ArithExpr<IntSort> count(Region region) {
            List<ArithExpr<IntSort>> terms = new ArrayList<>();
            terms.add(context.mkInt(0));
            cells.forEach((cell, variable) -> {
                if (region.contains(cell)) {
                    terms.add(variable);
                }
            });
            @SuppressWarnings({"unchecked", "rawtypes"})
            ArithExpr<IntSort>[] all = terms.toArray(new ArithExpr[0]);
            return context.mkAdd(all);
        }

        private ArithExpr<IntSort> value(Size size) {
            return context.mkAdd(context.mkMul(context.mkInt(size.slope()), f), context.mkInt(size.constant()));
        }

        private static List<Set<String>> subsets(List<String> names) {
            List<Set<String>> subsets = new ArrayList<>();
            for (int bits = 0; bits < 1 << names.size(); bits++) {
                Set<String> subset = new HashSet<>();
                for (int i = 0; i < names.size(); i++) {
                    if ((bits & 1 << i) != 0) {
                        subset.add(names.get(i));
                    }
                }
                subsets.add(Set.copyOf(subset));
            }
            return subsets;
        }
    }
}
