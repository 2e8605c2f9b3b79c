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
import java.util.Optional;
import java.util.Set;

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
            claim.always().forEach(fact -> assume(solver, holds(fact)));
            claim.premises().forEach(premise -> assume(solver, holds(premise)));
            assume(solver, context.mkNot(holds(claim.conclusion())));
            return solver;
        }

        @SuppressWarnings("unchecked")
        private static void assume(Solver solver, BoolExpr fact) {
            solver.add(fact);
        }

        /** The smallest f for which there is a counter-model, and of these one with the fewest replicas. */
        private Proof smallest(Solver solver) {
            Optional<Integer> least = leastOf(f, solver);
            if (least.isEmpty() || leastOf(count(Region.everyone()), solver).isEmpty()) {
                return new Proof.Unknown(claim, solver.getReasonUnknown());
            }
            return refuted(solver.getModel(), least.get());
        }

        /** The least value that a number can have, which it keeps from then on; none, if Z3 does not know. */
        private Optional<Integer> leastOf(ArithExpr<IntSort> number, Solver solver) {
            for (int value = 0; ; value++) {
                solver.push();
                assume(solver, context.mkEq(number, context.mkInt(value)));
                Status status = solver.check();
                if (status == Status.SATISFIABLE) {
                    return Optional.of(value);
                }
                if (status == Status.UNKNOWN) {
                    return Optional.empty();
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
            ArithExpr<IntSort> count = context.mkSub(sum(bound.regions()), sum(bound.less()));
            ArithExpr<IntSort> size = value(bound.size());
            return bound.direction() == Bound.Direction.AT_LEAST
                    ? context.mkGe(count, size)
                    : context.mkLe(count, size);
        }

        private ArithExpr<IntSort> sum(List<Region> regions) {
            ArithExpr<IntSort> sum = context.mkInt(0);
            for (Region region : regions) {
                sum = context.mkAdd(sum, count(region));
            }
            return sum;
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
            return context.mkAdd(
                    context.mkMul(context.mkInt(size.replicas()), count(Region.everyone())),
                    context.mkMul(context.mkInt(size.slope()), f),
                    context.mkInt(size.constant()));
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
