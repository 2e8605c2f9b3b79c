package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import next700.report.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows that people copy say what the command understands, and the script behind them does what they rely on. */
class WorkflowsTest {
    private static final Path ROOT = Path.of("..");

    /** Where commands stand in YAML and Groovy, the folded ones included. */
    private static final Pattern COMMAND = Pattern.compile("(?:command: |NEXT700_COMMAND(?:: | = ))(?:>-\\s+)?['\"]?"
            + "((?:model|fuzz|audit|check|verify)\\b(?:\\$\\{\\{?[^}]*}}?|[^'\"\\n}])*(?:\\n +--[^\\n]*)*)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/verify.yml",
                ".github/workflows/nightly.yml",
                "docs/ci/gitlab-ci.yml",
                "docs/ci/Jenkinsfile",
                "docs/ci.md"
            })
    void theirCommandsAreCommands(String file) throws IOException {
        List<String> commands = COMMAND.matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(commands).isNotEmpty().allSatisfy(command -> {
            List<String> words = new ArrayList<>(Arrays.asList(filled(command).split("\\s+", -1)));
            words.removeIf(String::isEmpty);
            words.add("--help");
            CommandRun run = CommandRun.of(words.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", words, run.err()).isEqualTo(ExitCode.HOLDS);
        });
    }

    /** With something in the place of what the server fills in. */
    private static String filled(String command) {
        return command.replaceAll("[\"']", "")
                .replaceAll("\\$\\{\\{[^}]*}}", "1")
                .replaceAll("\\$\\{[^}]*}", "1")
                .replaceAll("\\$[A-Z_]+", "1")
                .replaceAll("[ }]*$", "");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theScriptHandsOnTheExitCodeAndLeavesEverythingInItsFolder() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/ci")).getParent();
        Files.copy(ROOT.resolve("ci/run-in-ci"), home.resolve("ci/run-in-ci"));
        Files.writeString(
                home.resolve("next700"),
                "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/words\"\nexit 2\n");
        assertThat(home.resolve("ci/run-in-ci").toFile().setExecutable(true)).isTrue();
        assertThat(home.resolve("next700").toFile().setExecutable(true)).isTrue();
        Path report = folder.resolve("report");
        Path outputs = folder.resolve("outputs");
        ProcessBuilder builder = new ProcessBuilder(home.resolve("ci/run-in-ci").toString());
        builder.environment().put("NEXT700_COMMAND", "fuzz chain --seed $(touch hacked) `id`");
        builder.environment().put("NEXT700_REPORT", report.toString());
        builder.environment().put("GITHUB_OUTPUT", outputs.toString());
        builder.environment().remove("GITHUB_STEP_SUMMARY");

        assertThat(builder.start().waitFor()).isEqualTo(2);

        assertThat(outputs).content().isEqualTo("exit-code=2\nreport=" + report + "\n");
        assertThat(Files.readAllLines(home.resolve("words")))
                .startsWith("fuzz", "chain", "--seed", "$(touch", "hacked)", "`id`", "--report", report.toString())
                .containsSubsequence("--junit", report + "/junit.xml")
                .containsSubsequence("--sarif", report + "/findings.sarif");
    }
}
