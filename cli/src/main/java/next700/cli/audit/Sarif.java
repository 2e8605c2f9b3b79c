package next700.cli.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import next700.audit.AuditResult;
import next700.audit.Change;
import next700.audit.map.Lemma;
import next700.cli.Version;
import next700.report.SarifLog;

/** The findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS): a rule is a lemma. */
final class Sarif {
    private static final String UNKNOWN_RULE = "audit";

    private Sarif() {}

    static String of(List<AuditResult> results) {
        ObjectNode root = SarifLog.begin("next700 audit", Version.NUMBER);
        ObjectNode run = (ObjectNode) root.at("/runs/0");
        ArrayNode rules = ((ObjectNode) run.at("/tool/driver")).putArray("rules");
        ArrayNode findings = run.putArray("results");
        Set<String> known = new TreeSet<>();
        for (AuditResult result : results) {
            if (result.verdict() == AuditResult.Verdict.HOLDS) {
                continue;
            }
            String rule = result.lemma()
                    .map(lemma -> result.protocol() + "/" + lemma.id())
                    .orElse(UNKNOWN_RULE);
            if (known.add(rule)) {
                describe(rules.addObject().put("id", rule), result);
            }
            find(findings.addObject(), rule, result);
        }
        return SarifLog.text(root);
    }

    /** A run that looked at nothing, and says why: no results, and no claim that there are none to be found. */
    static String ofNothing(String why) {
        ObjectNode root = SarifLog.begin("next700 audit", Version.NUMBER);
        ObjectNode invocation =
                ((ObjectNode) root.at("/runs/0")).putArray("invocations").addObject();
        invocation.put("executionSuccessful", false);
        ObjectNode notice = invocation.putArray("toolExecutionNotifications").addObject();
        notice.put("level", "warning").putObject("message").put("text", why);
        return SarifLog.text(root);
    }

    private static void describe(ObjectNode rule, AuditResult result) {
        String says = result.lemma().map(Lemma::says).orElse("What was changed leaves the proof standing.");
        rule.putObject("shortDescription").put("text", says);
        result.lemma()
                .ifPresent(lemma ->
                        rule.putObject("fullDescription").put("text", lemma.since() + " (" + lemma.source() + ")"));
    }

    private static void find(ObjectNode finding, String rule, AuditResult result) {
        finding.put("ruleId", rule);
        finding.put("level", result.verdict() == AuditResult.Verdict.UNKNOWN ? "warning" : "error");
        finding.putObject("message").put("text", Findings.message(result));
        ArrayNode locations = finding.putArray("locations");
        for (Change change : Findings.placesOf(result)) {
            ObjectNode physical = locations.addObject().putObject("physicalLocation");
            physical.putObject("artifactLocation").put("uri", change.path()).put("uriBaseId", "%SRCROOT%");
            physical.putObject("region").put("startLine", Math.max(1, change.line()));
        }
        finding.putObject("properties").put("verdict", result.verdict().toString());
    }
}
