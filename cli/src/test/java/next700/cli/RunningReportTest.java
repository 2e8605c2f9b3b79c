package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.model.TemporaryDirectory;
import next700.report.ExitCode;
import next700.report.Section;
import next700.report.Verdict;
import next700.runtime.JavaCommand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was found is there, whatever comes after it. */
@Tag("campaign")
class RunningReportTest {
    /** 128 and the number of SIGTERM. Ctrl-C, which a shell may have its background processes ignore, goes the same way. */
    private static final int TOLD_TO_END = 143;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    /** What a test does with a report. */
    interface Story {
        int tell(RunningReport report) throws Exception;
    }

    @Command(name = "story")
    static final class StoryCommand implements Callable<Integer> {
        @Mixin
        private Output output;

        private final Story story;

        StoryCommand(Story story) {
            this.story = story;
        }

        @Override
        public Integer call() throws Exception {
            output.prepare();
            return story.tell(RunningReport.begin(output, output.progress(), "story", "Is it so?", List::of));
        }
    }

    private int run(Story story, String... arguments) {
        return new CommandLine(new StoryCommand(story))
                .setOut(new PrintWriter(out))
                .execute(arguments);
    }

    private static List<Section> section(String title, Verdict verdict) {
        return List.of(new Section(title, "").settle(verdict, "so it is", 0));
    }

    @Test
    void aViolationThatWasFoundOutlivesAStageThatCannotBeRun() {
        int code = run(report -> {
            report.stage("Adversary", () -> section("Adversary", Verdict.VIOLATED));
            report.stage("Cluster", () -> {
                throw new IOException("r2 was not ready");
            });
            report.stage("Traces", () -> section("Traces", Verdict.HOLDS));
            return report.end();
        });

        assertThat(code).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString().lines())
                .containsExactly(
                        "violated  Adversary: so it is",
                        "unknown   Cluster: it could not be finished: r2 was not ready",
                        "holds     Traces: so it is",
                        "story: violated");
    }

    @Test
    void aStageThatCannotBeRunLeavesTheWholeUnknown() {
        int code = run(report -> {
            report.stage("Adversary", () -> section("Adversary", Verdict.HOLDS));
            report.stage("Cluster", () -> {
                throw new OutOfMemoryError();
            });
            return report.end();
        });

        assertThat(code).isEqualTo(ExitCode.UNKNOWN.code());
        assertThat(out.toString()).contains("unknown   Cluster:").contains("NEXT700_HEAP");
    }

    @Test
    void whatAStageKnewBeforeItFailedIsTold() {
        run(report -> {
            report.stage(
                    "Specification",
                    () -> {
                        throw new IOException("no space left");
                    },
                    () -> Optional.of(section("Specification", Verdict.VIOLATED).getFirst()));
            return report.end();
        });

        assertThat(out.toString()).contains("violated  Specification").contains("no space left");
    }

    @Test
    void aSectionIsPrintedAndInThePageBeforeTheNextStageBegins() {
        run(
                report -> {
                    report.stage("Adversary", () -> section("Adversary", Verdict.VIOLATED));
                    report.stage("Cluster", () -> {
                        assertThat(out.toString()).contains("violated  Adversary");
                        assertThat(page("report.html")).contains("Adversary").contains("Still running");
                        assertThat(json().path("verdict").asText()).isEqualTo("violated");
                        return section("Cluster", Verdict.HOLDS);
                    });
                    return report.end();
                },
                "--report=" + folder);

        assertThat(page("report.html")).contains("Cluster").doesNotContain("Still running");
    }

    @Test
    void jsonIsOneDocumentAlsoWhenAStageFails() throws Exception {
        run(
                report -> {
                    report.stage("Adversary", () -> section("Adversary", Verdict.HOLDS));
                    report.stage("Cluster", () -> {
                        throw new IOException("r2 was not ready");
                    });
                    return report.end();
                },
                "--json");

        assertThat(new ObjectMapper().readTree(out.toString()).path("sections")).hasSize(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void toldToEndItTellsWhatIsKnownAndLeavesNothingBehind() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(Interrupted.class.getName(), "--report=" + folder))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        Path temporary = null;
        long child = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("child ")) {
                    child = Long.parseLong(line.substring("child ".length()));
                } else if (line.startsWith("folder ")) {
                    temporary = Path.of(line.substring("folder ".length()));
                    assertThat(temporary).isDirectory();
                    // Not by the process itself, which would close what it says on its way.
                    process.toHandle().destroy();
                }
            }
        }

        assertThat(process.waitFor()).isEqualTo(TOLD_TO_END);
        assertThat(lines)
                .contains("holds     Counting: so it is", "violated  Adversary: so it is", "story: violated")
                .anyMatch(line -> line.startsWith("unknown   Interrupted: Adversary was not finished"));
        assertThat(json().path("sections")).hasSize(3);
        assertThat(page("report.html")).contains("Interrupted").doesNotContain("Still running");
        assertThat(temporary).doesNotExist();
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** A process that is in the middle of a long stage, with a child and a temporary directory. */
    static final class Interrupted {
        public static void main(String[] arguments) {
            new CommandLine(new StoryCommand(report -> {
                        report.stage("Counting", () -> section("Counting", Verdict.HOLDS));
                        report.stage(
                                "Adversary",
                                Interrupted::forEver,
                                () -> Optional.of(
                                        section("Adversary", Verdict.VIOLATED).getFirst()));
                        return report.end();
                    }))
                    .execute(arguments);
        }

        private static List<Section> forEver() throws Exception {
            try (TemporaryDirectory directory = TemporaryDirectory.create("next700-test-")) {
                Process child = new ProcessBuilder("sleep", "3600").start();
                Files.writeString(directory.path().resolve("file"), "to be deleted, too");
                System.out.println("child " + child.pid());
                System.out.println("folder " + directory.path());
                child.waitFor();
                // Its end must not be taken for a result.
                return section("Adversary", Verdict.HOLDS);
            }
        }
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(page("report.json"));
    }

    private String page(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError("no page", e);
        }
    }
}
