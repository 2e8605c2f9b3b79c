package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.model.Models;
import next700.simulation.synod.SynodSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** Paxos for a single decision. */
public final class SynodPiece implements Workpiece {
    @Override
    public String name() {
        return SynodSubject.NAME;
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new SynodSubject(USUAL_F), new SynodSubject(USUAL_F + 1));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new SynodSubject(f));
    }

    @Override
    public Specified specification() {
        Models models = Models.packaged();
        return new Specified(models, models.ofProtocol(name()), List.of());
    }
}
