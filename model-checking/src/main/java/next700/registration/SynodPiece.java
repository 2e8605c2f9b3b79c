package next700.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.synod.SynodStep;
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
        return Specified.inFolders(name());
    }

    @Override
    public Optional<TraceSpec> traces() {
        return Optional.of(StepTraces.of("SynodTrace", SynodPiece::constants));
    }

    /** How many answers a run's proposers count, it tells itself; one in which nothing was proposed counts none. */
    private static Map<String, String> constants(StepTrace run) {
        Acceptors majorities = Acceptors.majorities(run.f());
        int promises = run.steps().stream()
                .filter(step -> step.step().equals(SynodStep.ACCEPT))
                .map(step -> ((SynodStep) step).answers())
                .findFirst()
                .orElse(majorities.promises());
        return Map.of(
                "Acceptor", StepTraces.upTo(majorities.size()),
                "Value", "{}",
                "Last", "1000",
                "Proposers", "4",
                "Promises", Integer.toString(promises),
                "Accepts", Integer.toString(majorities.size() - promises + 1),
                "Quorum1", "<- ByPrepare",
                "Quorum2", "<- ByAccept");
    }
}
