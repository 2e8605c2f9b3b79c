package next700.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.cli.CommandRun;
import next700.evidence.FuzzChecks;
import next700.report.ExitCode;
import next700.report.Report;
import next700.report.Section;
import next700.report.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign on several machines: its shards, and what they come to together. */
@Tag("campaign")
class ShardsTest {
    @TempDir
    Path folder;

    private void shard(int number, int of, Verdict verdict, String summary, long... reached) throws IOException {
        Section section = new Section("Adversary", "").settle(verdict, summary, 1);
        if (reached.length > 0) {
            section.table(
                    FuzzChecks.REACHED,
                    List.of("sometimes", "in runs"),
                    List.of(
                            List.of("a request commits", "%,d".formatted(reached[0])),
                            List.of("an instance aborts", "%,d".formatted(reached[1]))));
        }
        if (verdict == Verdict.VIOLATED) {
            section.listing("Replay", "./next700 fuzz quorum --replay=...");
        }
        new Report(
                        "fuzz quorum",
                        "?",
                        List.of("f = 1", "seed " + number, "shard %d/%d of seed 7".formatted(number, of)),
                        List.of(section))
                .writeTo(folder.resolve("machine-" + number));
    }

    private CommandRun merge() {
        return CommandRun.of("fuzz", "merge", folder.toString());
    }

    @Test
    void shardsHaveNoSeedInCommon() {
        Set<Long> seeds = new HashSet<>();
        for (long campaign = 0; campaign < 50; campaign++) {
            for (int number = 1; number <= 7; number++) {
                assertThat(seeds.add(new Shard(number, 7).seed(campaign))).isTrue();
            }
        }
        assertThatThrownBy(() -> Shard.parse("4/3")).hasMessageContaining("not 4/3");
        assertThatThrownBy(() -> Shard.parse("1")).hasMessageContaining("such as 2/3");
        assertThatThrownBy(() -> new Shard(1, 3).seed(Long.MAX_VALUE)).hasMessageContaining("too large");
    }

    @Test
    void whatOneShardReachedTheCampaignHasReached() throws IOException {
        shard(1, 2, Verdict.UNKNOWN, "nothing fell, but no run reached that an instance aborts", 1_200, 0);
        shard(2, 2, Verdict.HOLDS, "nothing fell", 900, 3);

        CommandRun merged = merge();

        assertThat(merged.exitCode()).as(merged.out()).isEqualTo(ExitCode.HOLDS);
        assertThat(merged.out()).contains("2 shards; nothing fell, and all that must be reached was");
    }

    @Test
    void whatNoShardReachedLeavesItUnknown() throws IOException {
        shard(1, 2, Verdict.UNKNOWN, "...", 1_200, 0);
        shard(2, 2, Verdict.UNKNOWN, "...", 900, 0);

        assertThat(merge().exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(merge().out()).contains("no run of any shard reached that an instance aborts");
    }

    @Test
    void whatOneShardFoundTheCampaignHasFound() throws IOException {
        shard(1, 2, Verdict.HOLDS, "nothing fell", 1, 1);
        shard(2, 2, Verdict.VIOLATED, "A.6 Abort Order fell in run 12", 1, 1);

        CommandRun merged = merge();

        assertThat(merged.exitCode()).isEqualTo(ExitCode.VIOLATED);
        assertThat(merged.out())
                .contains("1 of 2 shards: A.6 Abort Order fell in run 12")
                .contains("--replay=...");
    }

    @Test
    void aMissingShardLeavesItUnknown() throws IOException {
        shard(1, 3, Verdict.HOLDS, "nothing fell", 1, 1);
        shard(3, 3, Verdict.HOLDS, "nothing fell", 1, 1);

        CommandRun merged = merge();

        assertThat(merged.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(merged.out()).contains("shard 2/3 of seed 7 is missing");
    }

    @Test
    void aShardThatWasInterruptedLeavesItUnknown() throws IOException {
        shard(1, 2, Verdict.HOLDS, "nothing fell", 1, 1);
        shard(2, 2, Verdict.UNKNOWN, "12 runs, not finished; nothing fell");

        assertThat(merge().exitCode()).isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    void theSameRunsTwiceAreRefused() throws IOException {
        shard(1, 1, Verdict.HOLDS, "nothing fell", 1, 1);
        Files.createDirectories(folder.resolve("copy"));
        Files.copy(folder.resolve("machine-1/report.json"), folder.resolve("copy/report.json"));

        CommandRun merged = merge();

        assertThat(merged.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(merged.err()).contains("are of the same runs");
    }

    @Test
    void whatIsNoReportOfACampaignIsRefused() throws IOException {
        Files.writeString(folder.resolve("report.json"), "{\"format\": \"another/1\"}");

        assertThat(merge().exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(CommandRun.of("fuzz", "merge", folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(ExitCode.BAD_DATA);
    }

    @Test
    void realShardsMerge() {
        for (int number = 1; number <= 2; number++) {
            CommandRun.of(
                    "fuzz",
                    "zlight",
                    "--shard=%d/2".formatted(number),
                    "--runs=1500",
                    "--report=" + folder.resolve("machine-" + number));
        }

        CommandRun merged = merge();

        assertThat(merged.exitCode()).as(merged.out()).isIn(ExitCode.HOLDS, ExitCode.UNKNOWN);
        assertThat(merged.out()).contains("fuzz zlight: 2 shards; nothing fell");
    }
}
