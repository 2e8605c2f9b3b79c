package register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.network.Networked;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** What the workbench is told of the register. */
public final class RegisterPiece implements Workpiece, SubjectMaker {
    @Override
    public String name() {
        return RegisterSubject.NAME;
    }

    @Override
    public Subject make(String name, int f) {
        return new RegisterSubject(new Majority(f));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(make(name(), 1), make(name(), 2));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(make(name(), f));
    }

    @Override
    public Specified specification() {
        return Specified.packagedWith(RegisterPiece.class);
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new RegisterNetwork(new Majority(f)));
    }

    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(StepTraces.of(
                "RegisterTrace",
                run -> Map.of(
                        "Replicas", StepTraces.upTo(new Majority(run.f()).size()),
                        "Writers", StepTraces.upTo(RegisterTrial.CLIENTS),
                        "Readers", StepTraces.upTo(RegisterTrial.CLIENTS),
                        "Operations", "300"))); // More than any run that is replayed has.
    }
}
