package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import next700.report.ExitCode;
import next700.report.JUnit;
import next700.report.Markdown;
import next700.report.Report;
import next700.report.Section;
import next700.report.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What build servers and scripts read. */
@Tag("campaign")
class ForMachinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Report SOME = new Report(
            "verify quorum",
            "Is it so?",
            List.of("f = 1"),
            List.of(
                    new Section("Counting", "They count.").settle(Verdict.HOLDS, "16 of 16", 0.5),
                    new Section("Adversary", "It keeps them.")
                            .settle(Verdict.VIOLATED, "A.6 | Abort <Order> fell", 2)
                            .listing("Replay", "./next700 fuzz quorum\u0000 & ]]>"),
                    new Section("Traces", "").settle(Verdict.UNKNOWN, "there are none", 0)));

    @TempDir
    Path folder;

    private static JsonSchema schema() throws Exception {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/report.schema.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, fuzz zlight --runs=2000",
        "0, fuzz lcr --runs=2000",
        "0, fuzz pbft --runs=400",
        "0, rounds",
        "0, costs",
        "0, model quorum --only=OneInstance",
        "2, model quorum --only=OneInstance --heap=1",
        "64, model raft",
        "64, fuzz quorum --runs=many",
        "64, nothing",
        "65, fuzz quorum --replay=garbage",
        "65, check no-such-file.jsonl",
        "65, audit --base=no-such-revision"
    })
    void whateverACommandPrintsIsOneDocumentOfThePublishedSchema(int code, String line) throws Exception {
        List<String> arguments = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        arguments.addAll(List.of("--json", "--quiet"));

        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        JsonNode document = JSON.readTree(run.out());
        assertThat(schema().validate(document)).as(run.out()).isEmpty();
        assertThat(document.path("exitCode").asInt()).isEqualTo(run.exitCode().code());
        if (line.startsWith("fuzz") && code == 0) {
            // So few runs may not reach all that must be reached.
            assertThat(run.exitCode()).isIn(ExitCode.HOLDS, ExitCode.UNKNOWN);
        } else {
            assertThat(run.exitCode().code()).as(run.err()).isEqualTo(code);
        }
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws Exception {
        assertThat(schema().validate(JSON.readTree(SOME.toJson()))).isEmpty();
        assertThat(schema().validate(JSON.readTree("{}"))).isNotEmpty();
        assertThat(schema().validate(JSON.readTree(SOME.toJson().replace("\"holds\"", "\"HOLDS\""))))
                .isNotEmpty();
    }

    @Test
    void junitXmlHasATestForEachSectionAndCountsWhatIsUnknownAsAnError() throws Exception {
        Path file = Files.writeString(folder.resolve("junit.xml"), JUnit.of(SOME));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());

        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("A.6 | Abort <Order> fell");
        assertThat(failure.getTextContent()).contains("./next700 fuzz quorum\uFFFD & ]]>");
    }

    @Test
    void theSummaryOfAJobIsATableThatNothingFoundCanBreak() {
        assertThat(Markdown.of(SOME).lines())
                .contains(
                        "### verify quorum: violated",
                        "| Adversary | **violated** | A.6 \\| Abort &lt;Order> fell | 2.0 |");
    }

    @Test
    void filesAreWrittenBesideWhateverIsPrinted() throws Exception {
        Path junit = folder.resolve("a.xml");
        Path sarif = folder.resolve("a.sarif");
        Path markdown = folder.resolve("a.md");

        CommandRun run = CommandRun.of(
                "model",
                "quorum",
                "--only=OneInstance",
                "--heap=1",
                "--github",
                "--junit=" + junit,
                "--sarif=" + sarif,
                "--markdown=" + markdown);

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(junit).content().contains("<error type=\"unknown\"");
        assertThat(JSON.readTree(sarif.toFile()).at("/runs/0/results/0/level").asText())
                .isEqualTo("warning");
        assertThat(markdown).content().contains("**unknown**");
        assertThat(run.err()).contains("::warning title=model quorum%2C Specification%3A unknown::");
        assertThat(run.out()).doesNotContain("::warning");
    }

    @Test
    void aFileThatCannotBeWrittenIsNoSuccess() throws Exception {
        Path nowhere = folder.resolve("no/such/folder/a.xml");

        CommandRun run = CommandRun.of("fuzz", "lcr", "--runs=1", "--junit=" + nowhere);

        assertThat(run.out()).contains("fuzz lcr: ");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(run.err()).contains(nowhere + " cannot be written");
    }
}
