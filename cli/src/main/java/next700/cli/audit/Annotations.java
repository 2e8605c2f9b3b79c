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
            for (Change change : Findings.placesOf(result)) {
                lines.add("::%s file=%s,line=%d,title=%s::%s"
                        .formatted(
                                command,
                                escaped(change.path(), true),
                                change.line(),
                                escaped(result.protocol() + ": " + result.verdict(), true),
                                escaped(Findings.message(result), false)));
            }
        }
        return lines;
    }

    private static String escaped(String text, boolean isProperty) {
        String escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
        return isProperty ? escaped.replace(":", "%3A").replace(",", "%2C") : escaped;
    }
}
