package next700.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import next700.audit.source.Layout;
import next700.cli.CommandRun;
import next700.report.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code next700 audit} in checkouts as build servers make them: it never says "holds" of what it has not seen. */
@Tag("campaign")
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AuditCommandTest {
    private static final String HOME = "next700.home";
    private static final String GUARDED = "impl/src/main/java/next700/protocol/unanimity/Unanimity.java";

    @TempDir
    Path folder;

    private final String home = System.getProperty(HOME);
    private Path checkout;

    @BeforeEach
    void aClone() throws Exception {
        Path hub = folder.resolve("hub");
        git(folder, "init", "--quiet", "--initial-branch=main", "hub");
        for (String sources : Layout.OURS.folders()) {
            copy(Path.of("..", sources), hub.resolve(sources));
        }
        git(hub, "add", ".");
        git(hub, "commit", "--quiet", "-m", "as it was");
        git(folder, "clone", "--quiet", "hub", "checkout");
        checkout = folder.resolve("checkout");
        System.setProperty(HOME, checkout.toString());
    }

    @AfterEach
    void backHome() {
        if (home == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, home);
        }
    }

    @Test
    void aCommitThatRemovesAGuardIsSeenInADetachedCheckoutWithoutALocalMain() throws Exception {
        Path guarded = checkout.resolve(GUARDED);
        String text = Files.readString(guarded);
        assertThat(text).contains("responses.size() == setting.group().everyone()");
        Files.writeString(guarded, text.replace("responses.size() == setting.group().everyone()", "true"));
        git(checkout, "checkout", "--quiet", "--detach");
        git(checkout, "branch", "--quiet", "-D", "main");
        git(checkout, "commit", "--quiet", "-a", "-m", "no need to wait for all");

        CommandRun audit = CommandRun.of("audit", "quorum", "--budget=0.1");

        assertThat(audit.exitCode()).isNotEqualTo(ExitCode.HOLDS);
        assertThat(audit.out()).contains("Unanimity.isFromEveryone() changed").contains("Z4.everyone");
    }

    @Test
    void aNewProtocolWithoutAnyEvidenceDoesNotHold() throws Exception {
        Path added = checkout.resolve("impl/src/main/java/next700/protocol/raft/Raft.java");
        Files.createDirectories(added.getParent());
        Files.writeString(added, "package next700.protocol.raft;\n\nfinal class Raft {}\n");

        CommandRun audit = CommandRun.of("audit", "--budget=0.1");

        assertThat(audit.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(audit.out())
                .contains("next700.protocol.raft: no lemma speaks of what was changed there; write a proof map");
    }

    @Test
    void whatIsCheckedOutIsNotComparedWithItself() throws Exception {
        Path sarif = folder.resolve("findings.sarif");

        CommandRun audit = CommandRun.of("audit", "--json", "--github", "--sarif=" + sarif);

        assertThat(audit.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        JsonNode report = new ObjectMapper().readTree(audit.out());
        assertThat(report.path("verdict").asText()).isEqualTo("unknown");
        assertThat(report.at("/sections/0/summary").asText())
                .contains("there is nothing to audit")
                .contains("--base HEAD~1");
        assertThat(audit.err()).contains("::warning title=audit%3A unknown::there is nothing to audit");
        assertThat(new ObjectMapper().readTree(sarif.toFile()).at("/runs/0").has("results"))
                .isFalse();
    }

    @Test
    void aCheckoutOfSourcesOutsideOfGitIsUnknown() throws Exception {
        Path outside = folder.resolve("outside");
        for (String sources : Layout.OURS.folders()) {
            copy(Path.of("..", sources), outside.resolve(sources));
        }
        System.setProperty(HOME, outside.toString());

        CommandRun audit = CommandRun.of("audit");

        assertThat(audit.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(audit.out()).contains("is not in a git repository");
    }

    @Test
    void aMistypedRevisionIsBadInput() {
        CommandRun audit = CommandRun.of("audit", "--base", "mian");

        assertThat(audit.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(audit.err()).contains("git knows no revision 'mian'");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }

    private static void git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"));
        command.addAll(List.of("-c", "commit.gpgsign=false"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        Process git = builder.start();
        String said = new String(git.getInputStream().readAllBytes(), UTF_8);
        assertThat(git.waitFor()).as("%s: %s", command, said).isZero();
    }
}
