package next700.cli.audit;

import java.util.ArrayList;
import java.util.List;
import next700.audit.AuditResult;
import next700.audit.Change;
import next700.report.Annotation;

/** The findings as workflow commands of GitHub Actions, which shows them at the lines that were changed. */
final class Annotations {
    private Annotations() {}

    static List<String> of(List<AuditResult> results) {
        List<String> lines = new ArrayList<>();
        for (AuditResult result : results) {
            if (result.verdict() == AuditResult.Verdict.HOLDS) {
                continue;
            }
            String command = result.verdict() == AuditResult.Verdict.UNKNOWN ? "warning" : "error";
            String title = result.protocol() + ": " + result.verdict();
            String message = Findings.message(result);
            List<Change> places = Findings.placesOf(result);
            if (places.isEmpty()) {
                lines.add(Annotation.command(command, "", title, message));
            }
            for (Change change : places) {
                lines.add(Annotation.command(command, Annotation.place(change.path(), change.line()), title, message));
            }
        }
        return lines;
    }
}
