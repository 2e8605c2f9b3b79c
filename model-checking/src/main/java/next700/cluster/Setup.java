package next700.cluster;

import java.util.List;
import java.util.stream.Collectors;
import next700.network.Networked;
import next700.network.Scenario;
import next700.network.Workload;
import next700.workpiece.Workpieces;

/**
 * What is run.
 *
 * @param protocol the name of the workpiece
 * @param f how many faults it is to tolerate
 * @param forces whether what replicas store survives the machine, or only the process
 */
public record Setup(String protocol, int f, Networked network, Scenario scenario, boolean forces) {
    /**
     * The network of a workpiece, as each process finds it by its name.
     *
     * @throws IllegalArgumentException if there is none of that name, or it does not run on a network or with so many faults
     */
    static Networked network(String protocol, int f) {
        return Workpieces.named(protocol)
                .orElseThrow(() -> new IllegalArgumentException("there is no protocol '" + protocol + "'"))
                .network(f)
                .orElseThrow(() -> new IllegalArgumentException(protocol + " does not say how it runs on a network"));
    }

    /**
     * A new workload of a name.
     *
     * @throws IllegalArgumentException if there is none, saying which there are
     */
    static Workload workload(Networked network, String name, int keys) {
        List<Workload> workloads = network.workloads(keys);
        return workloads.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service '" + name + "'; there are: "
                        + workloads.stream().map(Workload::name).collect(Collectors.joining(", "))));
    }

    /** What its clients ask for. */
    public Workload workload() {
        return workload(network, scenario.load().workload(), scenario.load().keys());
    }
}
