package next700.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.protocol.vr.Configuration;
import next700.simulation.vr.VrSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** Viewstamped Replication Revisited. */
public final class VrPiece implements Workpiece {
    @Override
    public String name() {
        return VrSubject.NAME;
    }

    /** With one fault, and with two: some sizes are right for one only. */
    @Override
    public List<Subject> subjects() {
        return List.of(new VrSubject(new Configuration(USUAL_F)), new VrSubject(new Configuration(USUAL_F + 1)));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new VrSubject(new Configuration(f)));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(name());
    }

    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(StepTraces.of(
                "VRTrace",
                run -> Map.of(
                        "Faults", Integer.toString(run.f()),
                        "Operations", "<- TraceOperations",
                        "MaxView", Integer.toString(StepTraces.LARGEST),
                        "Timers", StepTraces.upTo(new Configuration(run.f()).size()),
                        "Transfers", Integer.toString(StepTraces.LARGEST),
                        "Crashers", "{}",
                        "Crashes", "0")));
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new VrNetwork(new Configuration(f)));
    }
}
