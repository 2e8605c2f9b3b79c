package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import next700.report.ExitCode;
import next700.runtime.JavaCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says to whoever does not know it yet, or has made a mistake. */
class Next700Test {
    @TempDir
    Path folder;

    @Test
    void aloneItShowsWhatCanBeDoneAndIsNoSuccess() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Commands:", "verify", "check", "audit", "next700 verify quorum", "Exit codes:");
    }

    @Test
    void itsVersionSaysOnWhatItRuns() {
        assertThat(CommandRun.of("--version").out())
                .startsWith("next700 " + Version.NUMBER)
                .contains("Java ");
    }

    @Test
    void shellsCompleteCommandsAndOptions() {
        assertThat(CommandRun.of("completion").out())
                .contains("complete -F")
                .contains("verify")
                .contains("--fuzz-seconds");
    }

    @Test
    void aFileWhereAFolderShouldBeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        CommandRun run = CommandRun.of("cluster", "quorum", "--dir", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERNAL);
        assertThat(run.err()).isEqualTo("next700: " + file + ": a file stands where a folder should\n");
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        CommandRun run = CommandRun.of("fuzz", "quorum", "--report", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("cannot write reports into " + file)
                .contains("a file stands where a folder should");
    }

    @Test
    void theStackIsToldToWhoeverAsksForIt() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        assertThat(CommandRun.of("cluster", "quorum", "--stacktrace", "--dir", file.toString())
                        .err())
                .contains("\tat next700.cli.cluster.ClusterCommand");
    }

    @Test
    void aPortInUseIsSaidAtOnce() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "lcr", "--id=p1", "--ring=p1=127.0.0.1:%d,p2=127.0.0.1:1".formatted(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("the port of p1 is in use");
        }
    }

    @Test
    void whoWaitsForOthersSaysForWhom() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "lcr", "--id=p1", "--ring=p1=127.0.0.1:%d,p2=127.0.0.1:1".formatted(taken.getLocalPort()));

            assertThat(run.err()).contains("and waits for p2 at 127.0.0.1:1, for at most");
        }
    }

    @Test
    void numbersAreInEnglishWhateverTheOperatorSpeaks() throws Exception {
        List<String> command = new ArrayList<>(
                JavaCommand.of(Next700.class.getName(), "fuzz", "quorum", "--runs=1000", "--f=1", "--quiet"));
        command.addAll(1, List.of("-Duser.language=de", "-Duser.country=DE"));

        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();

        assertThat(out).contains("1,000 runs").doesNotContain("1.000 runs");
    }
}
