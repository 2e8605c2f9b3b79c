package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.model.trace.TraceModule;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.proof.AbstractCounting;
import next700.proof.Claim;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.composition.Composition;
import next700.simulation.pbft.PbftSubject;
import next700.trial.Subject;
import next700.workpiece.Exhibit;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** PBFT alone. */
public final class PbftPiece implements Workpiece {
    @Override
    public String name() {
        return "pbft";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new PbftSubject(PbftSubject.DRAWN));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new PbftSubject(f));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(name());
    }

    @Override
    public List<Claim> counting() {
        return AbstractCounting.claims();
    }

    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(TraceModule.PBFT);
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new AbstractNetwork(Composition.PBFT, new ByzantineGroup(f)));
    }

    @Override
    public List<Exhibit> exhibits() {
        return PbftExhibits.all();
    }
}
