package next700.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * A report in the Static Analysis Results Interchange Format 2.1.0 (OASIS): what is violated is an error, what is unknown a
 * warning, and a rule is what a section claims.
 */
public final class SarifLog {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SarifLog() {}

    /** A log of one run without results. */
    public static ObjectNode begin(String tool, String version) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        run.putObject("tool").putObject("driver").put("name", tool).put("version", version);
        return root;
    }

    public static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String of(Report report, String version) {
        ObjectNode root = begin("next700", version);
        ObjectNode run = (ObjectNode) root.at("/runs/0");
        ArrayNode rules = ((ObjectNode) run.at("/tool/driver")).putArray("rules");
        ArrayNode results = run.putArray("results");
        Set<String> known = new TreeSet<>();
        for (Section section : report.sections()) {
            if (section.getVerdict() == Verdict.HOLDS) {
                continue;
            }
            String rule = report.title() + "/" + section.getTitle();
            if (known.add(rule)) {
                String says = section.getClaim().isEmpty() ? section.getTitle() : section.getClaim();
                rules.addObject().put("id", rule).putObject("shortDescription").put("text", says);
            }
            ObjectNode result = results.addObject();
            result.put("ruleId", rule);
            result.put("level", section.getVerdict() == Verdict.VIOLATED ? "error" : "warning");
            result.putObject("message").put("text", section.getSummary() + "\n" + section.story());
            ObjectNode place = result.putArray("locations").addObject();
            place.putArray("logicalLocations").addObject().put("fullyQualifiedName", rule);
            result.putObject("properties").put("verdict", section.getVerdict().word());
        }
        return text(root);
    }
}
