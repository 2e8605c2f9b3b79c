package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InstanceId;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * Thesis, Appendix A, Progress: PBFT is an Abstract instance that never aborts, so that it tells clients of commits
 * alone. The specification leaves clients out.
 */
final class NeverAborts implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.NeverAborts";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        return moment.told().stream()
                .filter(told ->
                        !(told instanceof Indication.Commit) || !told.instance().equals(InstanceId.FIRST))
                .findFirst()
                .map(told -> "%s is told %s. PBFT goes on for ever in the instance in which it began."
                        .formatted(moment.event().process(), told));
    }
}
