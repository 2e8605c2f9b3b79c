package next700.cli.audit;

import java.util.ArrayList;
import java.util.List;
import next700.audit.AuditResult;
import next700.audit.Change;

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
            String title = "title=" + escaped(result.protocol() + ": " + result.verdict(), true);
            String message = escaped(Findings.message(result), false);
            List<Change> places = Findings.placesOf(result);
            if (places.isEmpty()) {
                lines.add("::%s %s::%s".formatted(command, title, message));
            }
            for (Change change : places) {
                lines.add("::%s file=%s,line=%d,%s::%s"
                        .formatted(command, escaped(change.path(), true), change.line(), title, message));
            }
        }
        return lines;
    }

    /** What is said of a change that could not be compared with anything. */
    static String ofNothing(String why) {
        return "::warning title=" + escaped("audit: unknown", true) + "::" + escaped(why, false);
    }

    private static String escaped(String text, boolean isProperty) {
        String escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
        return isProperty ? escaped.replace(":", "%3A").replace(",", "%2C") : escaped;
    }
}
