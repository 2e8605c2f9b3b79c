package next700.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.network.Networked;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.PaxosStep;
import next700.simulation.paxos.PaxosSubject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;

/** Paxos for System Builders: the replicated log. */
public final class PaxosPiece implements Workpiece {
    /** Runs with about as many sequence numbers are replayed together; each number costs TLC time. */
    private static final long NUMBERS = 16;

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
    public Optional<TraceSpec> traces() {
        return Optional.of(StepTraces.of("PaxosLogTrace", PaxosPiece::constants));
    }

    private static Map<String, String> constants(StepTrace run) {
        long last = run.steps().stream()
                .mapToLong(step -> ((PaxosStep) step).sequence())
                .max()
                .orElse(0);
        Acceptors majorities = Acceptors.majorities(run.f());
        int accepts = quorum(run, PaxosStep.ORDER).orElse(majorities.accepts());
        int promises = quorum(run, PaxosStep.PREINSTALL).orElse(majorities.size() + 1 - accepts);
        return Map.of(
                "N", Integer.toString(majorities.size()),
                "Promises", Integer.toString(promises),
                "Accepts", Integer.toString(majorities.size() + 1 - promises),
                "EnoughToPrepare", "<- EnoughPromises",
                "EnoughToOrder", "<- EnoughAccepts",
                "LastView", "1000", // More than any run has that is replayed.
                "LastSeq", Long.toString((last / NUMBERS + 1) * NUMBERS),
                "Update", "{}",
                "Gone", "{}");
    }

    /** How many servers were enough in the run, as it tells itself. */
    private static Optional<Integer> quorum(StepTrace run, String step) {
        return run.steps().stream()
                .map(PaxosStep.class::cast)
                .filter(taken -> taken.step().equals(step))
                .map(PaxosStep::quorum)
                .findFirst();
    }

    @Override
    public Optional<Networked> network(int f) {
        return Optional.of(new PaxosNetwork(Acceptors.majorities(f)));
    }
}
