package next700.workpiece;

import java.util.List;
import java.util.Optional;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.proof.Claim;
import next700.trial.Subject;

/**
 * A protocol with all its evidence: what the workbench needs to know of it, and nothing of how the workbench works. Found by
 * {@link java.util.ServiceLoader}, ours and other people's alike: a jar that brings one names it in {@code
 * META-INF/services/next700.workpiece.Workpiece}.
 *
 * <p>What a workpiece does not have is left out, and whoever asks for it is told that it is not known.
 */
public interface Workpiece {
    /** How many faults are tolerated where nobody says otherwise. */
    int USUAL_F = 1;

    /** As the command line, its specification's folder and its proof map name it. */
    String name();

    /**
     * The protocol on trial; the first one alone says what its campaigns must reach.
     *
     * @return its own subject with the usual number of faults, and others in which more of its code is tried; none, if
     *     there is no adversary
     */
    List<Subject> subjects();

    /**
     * The protocol on trial with so many faults.
     *
     * @throws IllegalArgumentException if it cannot tolerate so many, saying how many it can
     */
    Optional<Subject> subject(int f);

    /** The workpieces whose proofs are its proof, by name: itself, where it is not composed of others. */
    default List<String> parts() {
        return List.of(name());
    }

    /** Its specification, with the models of it. */
    Specified specification();

    /** The arguments of its proofs that count replicas, of the sizes that its code uses. */
    default List<Claim> counting() {
        return List.of();
    }

    /** The specification on which its runs can be replayed. */
    default Optional<TraceSpec> traces() {
        return Optional.empty();
    }

    /** The same, where the steps that processes tell of are replayed one by one. */
    default Optional<StepTraces> stepTraces() {
        return traces().filter(StepTraces.class::isInstance).map(StepTraces.class::cast);
    }

    /** Mistakes that people made with this protocol, to be looked at. */
    default List<Exhibit> exhibits() {
        return List.of();
    }

    /**
     * The protocol on a real network, with so many faults tolerated.
     *
     * @throws IllegalArgumentException if it cannot tolerate so many, saying how many it can
     */
    default Optional<Networked> network(int f) {
        return Optional.empty();
    }
}
