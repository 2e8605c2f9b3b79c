package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.proof.Claim;
import next700.proof.QuorumCounting;
import next700.protocol.register.Guarantee;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.Trust;
import next700.protocol.register.Variant;
import next700.simulation.register.RegisterSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** A shared register over one of its quorum systems. */
record RegisterPiece(Variant variant) implements Workpiece {
    /** The folder of the specification, which all of them share. */
    static final String FOLDER = "register";

    @Override
    public String name() {
        return variant.title();
    }

    /** With one fault, and with two, where that many replicas are quickly run. */
    @Override
    public List<Subject> subjects() {
        return List.of(new RegisterSubject(variant, USUAL_F), new RegisterSubject(variant, USUAL_F + 1));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new RegisterSubject.Maker().make(name(), f));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(FOLDER);
    }

    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(new RegisterTraces(variant).spec());
    }

    /**
     * Those that are atomic, which is what histories of networks are held against; and that need no signatures of clients, for which
     * there are no keys.
     */
    @Override
    public Optional<Networked> network(int f) {
        boolean isRun = variant.guarantee() == Guarantee.ATOMIC && variant.trust() != Trust.WRITERS;
        return isRun ? Optional.of(new RegisterNetwork(new RegisterGroup(variant, f))) : Optional.empty();
    }

    @Override
    public List<Claim> counting() {
        return QuorumCounting.claims();
    }
}
