package next700.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No test's verdict depends on how fast the machine is, or on what else it does: none reads the clock, and none gives anything
 * minutes or less. What a test waits for happens in the end, or a build that hangs is freed after hours.
 */
class NoTimedTestsTest {
    private static final Pattern TIMED = Pattern.compile(
            "nanoTime\\(|currentTimeMillis\\(|Instant\\.now\\(|assertTimeout|@Timeout\\b|Duration\\.of(?:Nanos|Millis|Seconds|Minutes)\\("
                    + "|TimeUnit\\.SECONDS|TimeUnit\\.MILLISECONDS");

    /** Where time is what the test is about, or a guard against hanging. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("NoTimedTestsTest.java", "says what is forbidden"),
            Map.entry("ImpureReplica.java", "does what is forbidden"),
            Map.entry("TestCluster.java", "frees a build that hangs"),
            Map.entry("Ring.java", "frees a build that hangs"),
            Map.entry("HistoryInTheBrowserTest.java", "frees a build that hangs"),
            Map.entry("RunInTheBrowserTest.java", "frees a build that hangs"),
            Map.entry("ReplicatedServiceTest.java", "records times"),
            Map.entry("ProtocolSuiteTest.java", "a load lasts as long as somebody says"),
            Map.entry("TlcTest.java", "a model without end meets its deadline"),
            Map.entry("DeadlineTest.java", "deadlines, on a clock of its own"),
            Map.entry("WingGongLoweTest.java", "a search without end meets its deadline"),
            Map.entry("SmallHeapTest.java", "a search without end meets its deadline"),
            Map.entry("HistoryAssertTest.java", "a search without end meets its deadline"),
            Map.entry("CorporaTest.java", "what no one can decide counts as nothing"));

    @Test
    void noTestReadsTheClockWithoutAReason() throws IOException {
        List<String> timed = new ArrayList<>();
        for (Path file : TestSources.all()) {
            if (!REASONS.containsKey(file.getFileName().toString())) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (TIMED.matcher(lines.get(i)).find()) {
                        timed.add(
                                "%s:%d: %s".formatted(file, i + 1, lines.get(i).strip()));
                    }
                }
            }
        }
        assertThat(timed).isEmpty();
    }

    @Test
    void everyReasonIsOfATestThatNeedsIt() throws IOException {
        List<String> needless = new ArrayList<>(REASONS.keySet());
        for (Path file : TestSources.all()) {
            if (TIMED.matcher(Files.readString(file)).find()) {
                needless.remove(file.getFileName().toString());
            }
        }
        assertThat(needless).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long start = System.nanoTime();",
                "@Timeout(180)",
                "check(Duration.ofSeconds(60))",
                "future.get(20, TimeUnit.SECONDS)",
                "assertTimeoutPreemptively(limit, () -> {})"
            })
    void suchLinesAreSeen(String line) {
        assertThat(TIMED.matcher(line).find()).isTrue();
    }
}
