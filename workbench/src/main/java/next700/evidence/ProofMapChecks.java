package next700.evidence;

import java.util.ArrayList;
import java.util.List;
import next700.audit.MapEvidence;
import next700.report.Section;
import next700.report.Verdict;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;

/** Whether the proof maps of a workpiece, or of the parts of a composition, leave nothing out. */
public final class ProofMapChecks {
    public static final String TITLE = "Proof map";

    private ProofMapChecks() {}

    public static Section of(Workpiece workpiece) {
        long start = System.nanoTime();
        Section section = new Section(
                TITLE,
                "Each step, guard and threshold of the code has a lemma that leans on it, each lemma has evidence, and"
                        + " all that is named is there.");
        List<String> summaries = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String name : workpiece.parts()) {
            Workpiece part = workpiece.name().equals(name)
                    ? workpiece
                    : Workpieces.named(name).orElseThrow();
            MapEvidence evidence = MapEvidence.of(part, Home.projectOf(part));
            summaries.add(evidence.summary());
            open.addAll(evidence.open());
        }
        open.stream().skip(1).forEach(section::result);
        return open.isEmpty()
                ? section.settle(Verdict.HOLDS, String.join("; ", summaries), seconds(start))
                : section.settle(
                        Verdict.UNKNOWN,
                        open.getFirst() + (open.size() == 1 ? "" : "; and %d more".formatted(open.size() - 1)),
                        seconds(start));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
