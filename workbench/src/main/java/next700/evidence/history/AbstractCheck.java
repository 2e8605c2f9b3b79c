package next700.evidence.history;

import java.util.ArrayList;
import java.util.List;
import next700.abstraction.AbstractEvent;
import next700.abstraction.AbstractProperties;
import next700.abstraction.AbstractRun;
import next700.abstraction.Finding;
import next700.abstraction.PropertyResult;
import next700.report.Section;
import next700.report.Verdict;

/** The properties of Abstract on recorded commit, abort and init histories. */
public final class AbstractCheck {
    private AbstractCheck() {}

    /** Checks the run and tells about each property. */
    public static Section check(AbstractRun run) {
        Section section = new Section(
                "Abstract",
                "The seven properties of Abstract (thesis, Appendix A) hold of every recorded instance, and of their"
                        + " composition.");
        long start = System.nanoTime();
        List<PropertyResult> results = AbstractProperties.check(run);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<List<String>> rows = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> untouched = new ArrayList<>();
        for (PropertyResult result : results) {
            switch (result) {
                case PropertyResult.Holds holds -> {
                    if (holds.checked() == 0) {
                        untouched.add(holds.identifier());
                    }
                    rows.add(row(holds));
                }
                case PropertyResult.Violated violated -> {
                    broken.add(violated.identifier());
                    Finding first = violated.findings().getFirst();
                    rows.add(List.of(violated.identifier(), "violated", first.explanation()));
                    section.say(violated.identifier() + ": " + first.explanation());
                }
            }
        }
        section.table("Properties", List.of("property", "verdict", "what was seen"), rows);
        Verdict verdict = broken.isEmpty() && untouched.size() == results.size()
                ? Verdict.UNKNOWN
                : Verdict.holdsIf(broken.isEmpty());
        return section.settle(verdict, summary(run, broken, untouched), seconds);
    }

    private static List<String> row(PropertyResult.Holds holds) {
        if (holds.checked() == 0) {
            return List.of(holds.identifier(), "not looked at", "nothing in the run that it speaks of");
        }
        String pending = holds.pending().isEmpty() ? "" : ", " + holds.pending().size() + " pending";
        return List.of(holds.identifier(), "holds", holds.checked() + " looked at" + pending);
    }

    private static String summary(AbstractRun run, List<String> broken, List<String> untouched) {
        String seen = run.instances().size() + " instances, " + count(run, AbstractEvent.Commit.class) + " commits, "
                + count(run, AbstractEvent.Abort.class) + " aborts, " + count(run, AbstractEvent.Init.class)
                + " initialisations" + (untouched.isEmpty() ? "" : "; not looked at: " + String.join(", ", untouched));
        return broken.isEmpty() ? seen : "violates " + String.join(", ", broken) + " (" + seen + ")";
    }

    private static long count(AbstractRun run, Class<? extends AbstractEvent> kind) {
        return run.events().stream().filter(kind::isInstance).count();
    }
}
