package next700.cli.quorums;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The load of a quorum system (Naor and Wool, Definition 3.2): how often the busiest server is part of an operation, by the strategy
 * of choosing quorums that keeps that lowest.
 *
 * <p>It is the value of a linear program with a variable for each quorum, which are too many to be written down. So quorums are added one by one:
 * the dual program finds weights of the servers under which the quorums so far are as heavy as can be, and the lightest of all quorums
 * is added, until it is no lighter. The load lies between the two, which {@link #error} says how far apart they are.
 *
 * @param value the busiest server's share by the strategy, from 0 to 1; what can be reached
 * @param least a share that no strategy is below, by the weights
 * @param strategy how often which quorum is chosen
 */
record Load(double value, double least, Map<ServerSet, Double> strategy) {
    private static final double CLOSE_ENOUGH = 1e-7;
    private static final int MOST_ROUNDS = 5_000;

    /** How far the value can be from the load. */
    double error() {
        return Math.max(0, value - least);
    }

    /**
     * By linear programming.
     *
     * @throws IllegalStateException if the solver does not find it
     */
    static Load of(QuorumSystem system) {
        double[] even = new double[system.servers()];
        Arrays.fill(even, 1.0 / system.servers());
        Set<ServerSet> quorums = new LinkedHashSet<>(List.of(system.lightest(even)));
        double least = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] weights = heaviest(system.servers(), quorums);
            double most = quorums.stream()
                    .mapToDouble(quorum -> weight(quorum, weights))
                    .min()
                    .orElseThrow();
            ServerSet lightest = system.lightest(weights);
            least = Math.max(least, weight(lightest, weights));
            if (most - least < CLOSE_ENOUGH || !quorums.add(lightest)) {
                return byStrategy(system.servers(), quorums, least);
            }
            quorums.add(system.lightest(blend(weights, even)));
        }
        throw new IllegalStateException(
                "the load of " + system.title() + " was not found in " + MOST_ROUNDS + " rounds");
    }

    private static double[] blend(double[] weights, double[] even) {
        double[] blended = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            blended[i] = (weights[i] + even[i]) / 2;
        }
        return blended;
    }

    private static double weight(ServerSet quorum, double[] weights) {
        return quorum.members().stream().mapToDouble(server -> weights[server]).sum();
    }

    /** The dual: weights that sum up to 1, such that each of the quorums weighs as much as possible. */
    private static double[] heaviest(int servers, Set<ServerSet> quorums) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable least = model.newVariable("least").lower(0).weight(1);
        List<Variable> weights = new ArrayList<>();
        Expression sum = model.newExpression("sum").level(1);
        for (int server = 0; server < servers; server++) {
            Variable weight = model.newVariable("server" + server).lower(0);
            weights.add(weight);
            sum.set(weight, 1);
        }
        int row = 0;
        for (ServerSet quorum : quorums) {
            Expression isHeavy = model.newExpression("quorum" + row++).lower(0).set(least, -1);
            quorum.members().forEach(server -> isHeavy.set(weights.get(server), 1));
        }
        Optimisation.Result result = solved(model.maximise());
        double[] values = new double[servers];
        for (int server = 0; server < servers; server++) {
            values[server] = Math.max(0, result.doubleValue(server + 1L));
        }
        double all = Arrays.stream(values).sum();
        return Arrays.stream(values).map(value -> value / all).toArray();
    }

    /** The program itself, over the quorums that were found. */
    private static Load byStrategy(int servers, Set<ServerSet> quorums, double least) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable busiest = model.newVariable("busiest").lower(0).weight(1);
        Expression sum = model.newExpression("sum").level(1);
        List<Expression> loads = new ArrayList<>();
        for (int server = 0; server < servers; server++) {
            loads.add(model.newExpression("server" + server).lower(0).set(busiest, 1));
        }
        for (ServerSet quorum : quorums) {
            Variable share = model.newVariable(quorum.toString()).lower(0);
            sum.set(share, 1);
            quorum.members().forEach(server -> loads.get(server).set(share, -1));
        }
        Optimisation.Result result = solved(model.minimise());
        Map<ServerSet, Double> strategy = new LinkedHashMap<>();
        int next = 1;
        for (ServerSet quorum : quorums) {
            double share = result.doubleValue(next++);
            if (share > CLOSE_ENOUGH) {
                strategy.put(quorum, share);
            }
        }
        return new Load(busiest(servers, strategy), least, strategy);
    }

    /** What the strategy does, whatever the solver says of it. */
    private static double busiest(int servers, Map<ServerSet, Double> strategy) {
        double all = strategy.values().stream().mapToDouble(Double::doubleValue).sum();
        double most = 0;
        for (int server = 0; server < servers; server++) {
            int looked = server;
            most = Math.max(
                    most,
                    strategy.entrySet().stream()
                                    .filter(entry -> entry.getKey().contains(looked))
                                    .mapToDouble(Map.Entry::getValue)
                                    .sum()
                            / all);
        }
        return most;
    }

    private static Optimisation.Result solved(Optimisation.Result result) {
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("the linear program is " + result.getState());
        }
        return result;
    }
}
