package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.network.Networked;
import next700.protocol.qu.QuGroup;
import next700.simulation.qu.QuSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** Query/Update. */
public final class QuPiece implements Workpiece {
    @Override
    public String name() {
        return QuSubject.NAME;
    }

    /** With one fault, which may be a lie. */
    @Override
    public List<Subject> subjects() {
        return List.of(new QuSubject(QuGroup.of(USUAL_F)));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new QuSubject(QuGroup.of(f)));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(name());
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new QuNetwork(QuGroup.of(f)));
    }
}
