package next700.trial.jqwik;

import java.util.List;
import java.util.stream.Collectors;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Subject;
import next700.trial.Tape;
import next700.trial.liar.Script;
import next700.trial.liar.Utterance;

/**
 * A run that is yet to be: a protocol, any schedule of it with any faults that it tolerates, and what its liars say of their own
 * accord. Whether anybody lies is the schedule's to decide.
 */
public record Plot(Subject subject, Tape schedule, List<Utterance> lies) {
    /** The same every time. */
    public RunResult run() {
        return Run.explore(subject, new Script(schedule, lies, subject.messages()));
    }

    /** What shrinking leaves of it. */
    @Override
    public String toString() {
        String told = lies.stream().map(Utterance::toString).collect(Collectors.joining("; "));
        return "%s, f = %d, schedule %s, lies: %s"
                .formatted(subject.name(), subject.f(), schedule.encode(), told.isEmpty() ? "none" : told);
    }
}
