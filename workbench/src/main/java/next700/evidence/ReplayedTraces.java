package next700.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import next700.model.trace.RecordedRun;
import next700.model.trace.TraceVerdict;
import next700.report.Section;
import next700.report.Verdict;

/**
 * What TLC said of traces, and what it had to say: first those of real processes, then those of the simulator, and at the end
 * altered ones, which it must refuse.
 *
 * @param real how many are of real processes
 * @param honest how many are not altered
 */
public record ReplayedTraces(List<? extends RecordedRun> traces, List<TraceVerdict> verdicts, int real, int honest) {

    public Verdict verdict() {
        List<Verdict> verdicts = new ArrayList<>(
                IntStream.range(0, traces.size()).mapToObj(this::judge).toList());
        if (real == 0 || honest == traces.size()) {
            // A specification that accepts everything would have accepted these, too.
            verdicts.add(Verdict.UNKNOWN);
        }
        return Verdict.worst(verdicts);
    }

    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d of %d traces accepted, %,d steps; %d altered %s",
                IntStream.range(0, honest).filter(this::isAsItMust).count(),
                honest,
                verdicts.subList(0, honest).stream()
                        .mapToInt(verdict -> verdict instanceof TraceVerdict.Accepted accepted ? accepted.steps() : 0)
                        .sum(),
                traces.size() - honest,
                IntStream.range(honest, traces.size()).allMatch(this::isAsItMust) ? "rejected" : "not all rejected");
    }

    /** All but the simulator's in a table, and of the simulator's those with which something is wrong; accuses what is refused. */
    public void tell(Section section) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            if (i < real || isAltered(i) || !isAsItMust(i)) {
                rows.add(List.of(traces.get(i).name(), outcome(verdicts.get(i)), isAltered(i) ? "reject" : "accept"));
            }
            if (!isAltered(i) && verdicts.get(i) instanceof TraceVerdict.Rejected rejected) {
                accuse(section, rejected);
            }
        }
        if (real == 0) {
            section.say("There is no trace of real processes, so that nothing is known of what they do.");
        } else if (honest == traces.size()) {
            section.say("No trace could be altered so that the specification must refuse it: nobody knows whether it"
                    + " would.");
        }
        section.table(
                "Traces of the network, and of the simulator where something is wrong",
                List.of("trace", "TLC", "must"),
                rows);
    }

    private boolean isAltered(int i) {
        return i >= honest;
    }

    private boolean isAsItMust(int i) {
        return judge(i) == Verdict.HOLDS;
    }

    private Verdict judge(int i) {
        return switch (verdicts.get(i)) {
            case TraceVerdict.Accepted accepted -> Verdict.holdsIf(!isAltered(i));
            case TraceVerdict.Rejected rejected -> Verdict.holdsIf(isAltered(i));
            case TraceVerdict.Unknown unknown -> Verdict.UNKNOWN;
        };
    }

    private static String outcome(TraceVerdict verdict) {
        return switch (verdict) {
            case TraceVerdict.Accepted accepted -> "accepted, " + accepted.steps() + " steps";
            case TraceVerdict.Rejected rejected ->
                "rejected at step " + (rejected.index() + 1) + ", " + rejected.step() + ": " + rejected.reason();
            case TraceVerdict.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }

    /** Tells a step that the specification cannot take, and what led to it. */
    static void accuse(Section section, TraceVerdict.Rejected rejected) {
        section.say("The specification cannot take step " + (rejected.index() + 1) + " of the trace '"
                + rejected.run().name() + "': " + rejected.what() + ". Reason: " + rejected.reason() + ".");
        section.listing("What led to it", rejected.story());
        section.listing("What it was like before", rejected.state());
    }
}
