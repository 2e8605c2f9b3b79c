package next700.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import next700.audit.AuditResult;
import next700.audit.Change;
import next700.audit.map.Lemma;
import next700.cli.Version;

/** The findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS): a rule is a lemma. */
final class Sarif {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String UNKNOWN_RULE = "audit";

    private Sarif() {}

    static String of(List<AuditResult> results) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode run = run(root);
        ArrayNode rules = ((ObjectNode) run.path("tool").path("driver")).putArray("rules");
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
        return text(root);
    }

    /** A run that looked at nothing, and says why: no results, and no claim that there are none to be found. */
    static String ofNothing(String why) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode invocation = run(root).putArray("invocations").addObject();
        invocation.put("executionSuccessful", false);
        ObjectNode notice = invocation.putArray("toolExecutionNotifications").addObject();
        notice.put("level", "warning").putObject("message").put("text", why);
        return text(root);
    }

    private static ObjectNode run(ObjectNode root) {
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        run.putObject("tool").putObject("driver").put("name", "next700 audit").put("version", Version.NUMBER);
        return run;
    }

    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
