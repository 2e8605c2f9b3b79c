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
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mvn test} is for the impatient: a test that takes long by its kind says so by a tag, and comes at the end. */
class TestKindsTest {
    private static final Map<String, Pattern> KINDS = Map.of(
            "campaign",
            Pattern.compile("\\bCampaign\\.run|MutationCampaign\\.hunt|\"(?:fuzz|museum|tour)\","),
            "tlc",
            Pattern.compile("new Tlc\\(|new TraceValidation\\(|\\bTlc\\.|TraceValidation\\.|\"model\","),
            "cluster",
            Pattern.compile("\\bTestCluster\\.|\"cluster\","),
            "browser",
            Pattern.compile("openqa\\.selenium"));

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(campaign|tlc|cluster|browser)\"\\)");

    /** Tests that only speak of what takes long. */
    private static final Map<String, String> REASONS = Map.of(
            "TestKindsTest.java", "says what the kinds are",
            "NoTimedTestsTest.java", "names files",
            "WorkflowsTest.java", "reads what others run",
            "Next700Test.java", "its commands end before they begin",
            "RoundsCommandTest.java", "the model of rounds is counted through in a moment");

    private static List<String> kinds(String test) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(test).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void everyTestThatTakesLongByItsKindHasATag() throws IOException {
        List<String> untagged = new ArrayList<>();
        for (Path file : TestSources.all()) {
            String text = Files.readString(file);
            String name = file.getFileName().toString();
            boolean isTest = name.endsWith("Test.java") || name.endsWith("Properties.java");
            if (isTest
                    && !REASONS.containsKey(name)
                    && !kinds(text).isEmpty()
                    && !TAG.matcher(text).find()) {
                untagged.add(file + ": " + kinds(text));
            }
        }
        assertThat(untagged).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "campaign, 'Campaign.run(options)'",
        "tlc, 'new Tlc(limits)'",
        "browser, 'import org.openqa.selenium.By;'"
    })
    void aKindIsSeen(String kind, String line) {
        assertThat(kinds(line)).containsExactly(kind);
    }
}
