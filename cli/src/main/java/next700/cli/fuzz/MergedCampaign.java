package next700.cli.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import next700.cli.BadDataException;
import next700.evidence.FuzzChecks;
import next700.report.Section;
import next700.report.Verdict;

/** The shards of a campaign, taken together. */
final class MergedCampaign {
    private static final Pattern SHARD = Pattern.compile(ShardReport.SHARD + "([0-9]+)/([0-9]+) of seed (-?[0-9]+)");

    private MergedCampaign() {}

    static Section of(String title, List<ShardReport> shards) {
        refuseTheSameTwice(shards);
        Section section = new Section(
                title,
                "Under schedules and messages that shards of a campaign draw, the implementation keeps its properties.");
        Map<String, Long> reached = new LinkedHashMap<>();
        shards.forEach(shard -> shard.reached().forEach((what, runs) -> reached.merge(what, runs, Long::sum)));
        List<ShardReport> found = shards.stream()
                .filter(shard -> shard.verdict() == Verdict.VIOLATED)
                .toList();
        List<String> doubts = new ArrayList<>();
        shards.stream()
                .filter(shard -> shard.verdict() != Verdict.VIOLATED && !shard.isComplete())
                .forEach(shard -> doubts.add(shard.file() + ": " + shard.summary()));
        missing(shards).forEach(shard -> doubts.add("shard " + shard + " is missing"));
        List<String> missed = reached.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!missed.isEmpty()) {
            doubts.add("no run of any shard reached that " + String.join(", nor that ", missed));
        }
        section.table(
                "Shards",
                List.of("report", "setting", "verdict", "what was found"),
                shards.stream()
                        .map(shard -> List.of(
                                shard.file().toString(),
                                String.join(", ", shard.setting()),
                                shard.verdict().word(),
                                shard.summary()))
                        .toList());
        section.table(
                FuzzChecks.REACHED,
                List.of("sometimes", "in runs"),
                reached.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), String.format(Locale.ROOT, "%,d", entry.getValue())))
                        .toList());
        found.stream().limit(1).forEach(first -> {
            first.prose().forEach(section::say);
            first.listings().forEach(section::listing);
        });
        doubts.forEach(section::say);
        String of = shards.size() + (shards.size() == 1 ? " shard" : " shards");
        if (!found.isEmpty()) {
            String what = found.stream().map(ShardReport::summary).collect(Collectors.joining("; "));
            return section.settle(Verdict.VIOLATED, "%d of %s: %s".formatted(found.size(), of, what), 0);
        }
        return doubts.isEmpty()
                ? section.settle(Verdict.HOLDS, of + "; nothing fell, and all that must be reached was", 0)
                : section.settle(Verdict.UNKNOWN, of + "; nothing fell, but " + String.join("; ", doubts), 0);
    }

    /** Runs that are counted twice are no evidence twice. */
    private static void refuseTheSameTwice(List<ShardReport> shards) {
        Map<List<String>, ShardReport> known = new HashMap<>();
        for (ShardReport shard : shards) {
            ShardReport other = known.putIfAbsent(shard.setting(), shard);
            if (other != null) {
                throw new BadDataException(other.file() + " and " + shard.file() + " are of the same runs", null);
            }
        }
    }

    /** The shards of the campaigns of which there are some and not all. */
    private static Set<String> missing(List<ShardReport> shards) {
        Set<String> expected = new TreeSet<>();
        Set<String> there = new TreeSet<>();
        for (ShardReport report : shards) {
            Matcher shard = SHARD.matcher(report.shard().orElse(""));
            if (shard.matches()) {
                int of = Integer.parseInt(shard.group(2));
                there.add(name(Integer.parseInt(shard.group(1)), of, shard.group(3)));
                for (int number = 1; number <= of; number++) {
                    expected.add(name(number, of, shard.group(3)));
                }
            }
        }
        expected.removeAll(there);
        return expected;
    }

    private static String name(int number, int of, String seed) {
        return "%d/%d of seed %s".formatted(number, of, seed);
    }
}
