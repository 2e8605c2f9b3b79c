package next700.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.process.ReplicaId;
import next700.process.Taken;
import next700.protocol.zyzzyva.RequestName;
import next700.protocol.zyzzyva.ZyzzyvaGroup;
import next700.protocol.zyzzyva.ZyzzyvaStep;
import next700.simulation.zyzzyva.ZyzzyvaSubject;
import next700.trial.Subject;
import next700.workpiece.Exhibit;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** Zyzzyva, repaired. */
public final class ZyzzyvaPiece implements Workpiece {
    @Override
    public String name() {
        return ZyzzyvaSubject.NAME;
    }

    /** With one fault, and with two. */
    @Override
    public List<Subject> subjects() {
        return List.of(new ZyzzyvaSubject(USUAL_F), new ZyzzyvaSubject(USUAL_F + 1));
    }

    @Override
    public Optional<Subject> subject(int f) {
        return Optional.of(new ZyzzyvaSubject(f));
    }

    @Override
    public Specified specification() {
        return Specified.inFolders(name());
    }

    /** Runs without stable checkpoints, which the specification leaves out; of them the steps of replicas. */
    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(
                StepTraces.of("ZyzzyvaTrace", ZyzzyvaPiece::constants).inParts(ZyzzyvaPiece::known));
    }

    private static Map<String, String> constants(StepTrace run) {
        return Map.of(
                "Faults", Integer.toString(run.f()),
                "Byzantine",
                        StepTraces.numbersOf(run.byzantine().stream()
                                .filter(ReplicaId.class::isInstance)
                                .toList()),
                "Requests", "<- TraceRequests",
                "MaxView", Integer.toString(StepTraces.LARGEST),
                "MaxLength", Integer.toString(StepTraces.LARGEST),
                "Committers", StepTraces.upTo(new ZyzzyvaGroup(run.f()).size()));
    }

    private static List<List<Taken>> known(List<Taken> steps) {
        boolean isWhole = steps.stream()
                .allMatch(step -> step instanceof ZyzzyvaStep taken
                        && namesOf(taken).allMatch(name -> name.timestamp() < StepTraces.LARGEST)
                        && taken.stable() == 0
                        && !taken.step().equals("ZV.Install"));
        List<Taken> known = steps.stream()
                .filter(step ->
                        step.process() instanceof ReplicaId && !step.step().equals("ZV.Misbehaviour"))
                .toList();
        return isWhole ? List.of(known) : List.of();
    }

    private static Stream<RequestName> namesOf(ZyzzyvaStep step) {
        return Stream.concat(
                Stream.concat(step.request().stream(), step.history().stream()),
                step.reports().stream().flatMap(report -> report.log().stream()));
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new ZyzzyvaNetwork(new ZyzzyvaGroup(f)));
    }

    @Override
    public List<Exhibit> exhibits() {
        return ZyzzyvaExhibits.all();
    }
}
