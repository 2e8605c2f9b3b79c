package next700.registration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.model.Models;
import next700.model.trace.TraceModule;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.proof.AbstractCounting;
import next700.proof.Claim;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Protocol;
import next700.protocol.checkpoints.Checkpointed;
import next700.protocol.composition.Composition;
import next700.simulation.Arena;
import next700.trial.Subject;
import next700.workpiece.Exhibit;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** A composition of Abstract instances, by its name. */
record CompositionPiece(String name) implements Workpiece {
    /** Compositions in which Backup does what it cannot do alone. */
    private static final String BACKUP = "backup";

    private static final String AFTER_ZLIGHT = "azyzzyva";

    /** Specifications that are no protocol's own. */
    private static final String CHECKPOINTS = "checkpoints";

    private static final String COMPOSING = "abstract";

    static boolean isComposition(String name) {
        try {
            Arena.of(name, USUAL_F);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** With one fault, and with two: some sizes are right for one only. */
    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>(List.of(Arena.of(name, USUAL_F), Arena.of(name, USUAL_F + 1)));
        if (name.equals(BACKUP)) {
            subjects.add(Arena.of(AFTER_ZLIGHT, USUAL_F));
        }
        return subjects;
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(Arena.of(name, f));
    }

    private Composition composition() {
        return Arena.of(name, USUAL_F).composition();
    }

    @Override
    public List<String> parts() {
        return composition().cycle().stream().map(Protocol::name).distinct().toList();
    }

    @Override
    public Specified specification() {
        return specifiedBy(Models.packaged());
    }

    Specified specifiedBy(Models models) {
        Set<String> folders = new HashSet<>(parts());
        if (composition().cycle().stream().anyMatch(Checkpointed.class::isInstance)) {
            folders.add(CHECKPOINTS);
        }
        if (composition().cycle().size() > 1) {
            folders.add(COMPOSING);
        }
        return new Specified(models, folders, withoutModels(models));
    }

    /** What instances share, or are abstracted to, and models of proofs, say nothing of the instances themselves. */
    private List<String> withoutModels(Models models) {
        return parts().stream()
                .filter(part -> !models.protocols().contains(part))
                .map(Models::noModelsOf)
                .toList();
    }

    @Override
    public List<Claim> counting() {
        return AbstractCounting.claims();
    }

    @Override
    public Optional<TraceSpec> traces() {
        return TraceModule.of(name).map(module -> module);
    }

    @Override
    public Optional<Networked> network(int f) {
        return Composition.named(name).map(composition -> new AbstractNetwork(composition, new ByzantineGroup(f)));
    }

    @Override
    public List<Exhibit> exhibits() {
        return name.equals(Composition.QUORUM.name()) ? AbstractExhibits.all() : List.of();
    }
}
