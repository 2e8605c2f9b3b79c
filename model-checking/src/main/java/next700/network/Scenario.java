package next700.network;

import java.util.List;
import java.util.Optional;

/**
 * A run on a real network: what the clients do, and what goes wrong meanwhile.
 *
 * @param outages one after the other
 * @param liar a replica that lies
 */
public record Scenario(String name, Load load, List<Outage> outages, Optional<Liar> liar) {
    public Scenario {
        outages = List.copyOf(outages);
        for (int i = 1; i < outages.size(); i++) {
            if (outages.get(i).from() < outages.get(i - 1).until()) {
                throw new IllegalArgumentException("outages follow one another; " + outages + " do not");
            }
        }
    }

    /** Nothing goes wrong. */
    public static Scenario quiet(Load load) {
        return new Scenario("quiet", load, List.of(), Optional.empty());
    }

    /** The same under another load. */
    public Scenario with(String other, Load otherLoad) {
        return new Scenario(other, otherLoad, outages, liar);
    }

    /** The same with replicas that are killed and started again. */
    public Scenario with(String other, List<Outage> others) {
        return new Scenario(other, load, others, liar);
    }

    /** The same with a replica that lies. */
    public Scenario with(String other, Liar lying) {
        return new Scenario(other, load, outages, Optional.of(lying));
    }
}
