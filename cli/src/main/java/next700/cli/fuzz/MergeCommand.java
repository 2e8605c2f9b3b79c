package next700.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import next700.cli.BadDataException;
import next700.cli.Output;
import next700.report.Report;
import next700.report.Section;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code next700 fuzz merge}: the reports of a campaign's shards as one. */
@Command(
        name = "merge",
        description = {
            "Make one report of those of a campaign's shards.",
            "",
            "What one shard found, the campaign has found; what must be reached, any shard may have reached. A shard that is"
                    + " missing leaves the campaign unknown."
        },
        mixinStandardHelpOptions = true)
public final class MergeCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Where the reports are: every report.json in or below these folders.")
    private List<Path> folders = List.of();

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        output.prepare();
        Map<String, List<ShardReport>> campaigns = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            files.addAll(reports(folder));
        }
        if (files.isEmpty()) {
            throw new BadDataException("there is no report.json in or below " + folders, null);
        }
        for (Path file : files) {
            ShardReport report = read(file);
            campaigns.computeIfAbsent(report.title(), any -> new ArrayList<>()).add(report);
        }
        Map<String, Section> merged = new LinkedHashMap<>();
        campaigns.forEach((title, shards) -> merged.put(title, MergedCampaign.of(title, shards)));
        return output.print(new Report(
                "fuzz merge",
                "Does the implementation withstand its adversary, on all machines together?",
                List.of(files.size() + " reports"),
                List.copyOf(merged.values())));
    }

    private static List<Path> reports(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.endsWith("report.json")).sorted().toList();
        } catch (IOException e) {
            throw new BadDataException(folder + " cannot be read: " + e, e);
        }
    }

    private static ShardReport read(Path file) {
        try {
            JsonNode report = JSON.readTree(file.toFile());
            return ShardReport.of(file, report);
        } catch (IOException e) {
            throw new BadDataException(file + " is no report: " + e.getMessage(), e);
        }
    }
}
