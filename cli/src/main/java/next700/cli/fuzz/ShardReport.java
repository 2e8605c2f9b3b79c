package next700.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.cli.BadDataException;
import next700.evidence.FuzzChecks;
import next700.report.Report;
import next700.report.Verdict;

/**
 * What the report of a shard says, as far as it matters to the campaign.
 *
 * @param file where it was read
 * @param title the command, such as {@code fuzz quorum}
 * @param setting f and seed, and which shard of which seed it is
 * @param summary of the campaign's section
 * @param reached in how many runs what must be reached was; empty if the shard did not come to its end
 * @param listings what there is to read of what fell
 */
record ShardReport(
        Path file,
        String title,
        List<String> setting,
        Verdict verdict,
        String summary,
        Map<String, Long> reached,
        List<String> prose,
        Map<String, String> listings) {
    /** How settings tell of the shard. */
    static final String SHARD = "shard ";

    static ShardReport of(Path file, JsonNode report) {
        if (!report.path("format").asText().equals(Report.FORMAT)) {
            throw new BadDataException(file + " is not of the format " + Report.FORMAT, null);
        }
        JsonNode section = report.at("/sections/0");
        if (!report.path("title").asText().startsWith("fuzz ") || section.isMissingNode()) {
            throw new BadDataException(file + " is not the report of a campaign", null);
        }
        return new ShardReport(
                file,
                report.path("title").asText(),
                texts(report.path("setting")),
                verdict(file, report.path("verdict").asText()),
                section.path("summary").asText(),
                reached(section),
                texts(section.path("prose")),
                listings(section));
    }

    private static Verdict verdict(Path file, String word) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        throw new BadDataException(file + " has no verdict", null);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Map<String, Long> reached(JsonNode section) {
        Map<String, Long> runs = new LinkedHashMap<>();
        for (JsonNode table : section.path("tables")) {
            if (table.path("caption").asText().equals(FuzzChecks.REACHED)) {
                table.path("rows")
                        .forEach(row -> runs.put(
                                row.path(0).asText(),
                                Long.parseLong(row.path(1).asText().replace(",", ""))));
            }
        }
        return runs;
    }

    private static Map<String, String> listings(JsonNode section) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.path("listings")
                .forEach(listing -> texts.put(
                        listing.path("caption").asText(), listing.path("text").asText()));
        return texts;
    }

    /** Which shard of which campaign it is; nothing if it is a campaign of its own. */
    Optional<String> shard() {
        return setting.stream().filter(each -> each.startsWith(SHARD)).findFirst();
    }

    /** Whether the campaign came to its end and nothing fell, so that all that matters is what it reached. */
    boolean isComplete() {
        return verdict != Verdict.VIOLATED && !reached.isEmpty();
    }
}
