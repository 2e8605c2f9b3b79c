package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.network.Networked;
import next700.protocol.acceptors.Acceptors;
import next700.simulation.paxos.PaxosSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** Paxos for System Builders: the replicated log. */
public final class PaxosPiece implements Workpiece {
    @Override
    public String name() {
        return PaxosSubject.NAME;
    }

    @Override
    public List<Subject> subjects() {
        return List.of(new PaxosSubject(USUAL_F), new PaxosSubject(USUAL_F + 1));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new PaxosSubject(f));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(name());
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new PaxosNetwork(Acceptors.majorities(f)));
    }
}
