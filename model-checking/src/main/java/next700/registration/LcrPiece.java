package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.model.trace.RingTraces;
import next700.model.trace.TraceSpec;
import next700.simulation.lcr.LcrSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** LCR: the ring. Its processes only crash, and its proof counts nobody. */
public final class LcrPiece implements Workpiece {
    @Override
    public String name() {
        return "lcr";
    }

    @Override
    public List<Subject> subjects() {
        return List.of(LcrSubject.USUAL);
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new LcrSubject(f));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(name());
    }

    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(new RingTraces());
    }
}
