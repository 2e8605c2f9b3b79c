package next700.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import next700.cli.CommandRun;
import next700.cli.OutsideProject;
import next700.report.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of a project from outside is held against its own proof map, in its own repository. */
class OwnAuditTest {
    private static final String REPLICA = "src/main/java/register/RegisterReplica.java";
    private static final String MAP = "src/main/resources/specs/shared-register/shared-register.proof";

    @TempDir
    Path folder;

    private OutsideProject project;

    @BeforeEach
    void commit() throws IOException, InterruptedException {
        project = OutsideProject.copyOf(OutsideProject.REGISTER, folder);
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        git("init", "--quiet", "--initial-branch=main");
        git("add", ".");
        git("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "commit", "--quiet", "-m", "first");
    }

    @AfterEach
    void leave() {
        project.close();
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        assertThat(builder.start().waitFor()).isZero();
    }

    private void change(String path, String before, String after) throws IOException {
        Path file = folder.resolve(path);
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
        project.compile();
    }

    private static CommandRun audit(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("audit", "--base", "HEAD", "--budget", "60"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(new String[0]));
    }

    @Test
    void aGuardThatIsWeakenedBreaksTheLemmaThatLeansOnIt() throws IOException {
        change(REPLICA, "other.isLaterThan(held)", "other.stamp().number() >= held.stamp().number()");

        CommandRun run = audit("shared-register");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.VIOLATED);
        assertThat(run.out())
                .contains("RegisterReplica.isNewer(Held) changed", "It touches guard Take.newer")
                .contains("The lemma that gives way: HeldOnlyGrows. ");
    }

    @Test
    void aGuardThatIsWrittenDifferentlyHolds() throws IOException {
        change(REPLICA, "other.isLaterThan(held)", "other.stamp().compareTo(held.stamp()) > 0");

        CommandRun run = audit();

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(run.out()).contains("guard removed (1)", "traces (1)");
    }

    @Test
    void aPackageThatIsNewAndInNoMapIsUnknown() throws IOException {
        Path lease = Files.createDirectories(folder.resolve("src/main/java/register/lease"));
        Files.writeString(lease.resolve("Lease.java"), "package register.lease;\npublic final class Lease {}\n");
        project.compile();

        CommandRun run = audit("shared-register");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(run.out()).contains("register.lease: no lemma speaks of what was changed there");
    }

    @Test
    void aGuardThatTheMapDoesNotNameIsUnknownWithItsPlace() throws IOException {
        change(MAP, "GUARD Take.newer", "GUARD Take.older");
        change(MAP, "Take, Take.newer, stored", "Take, Take.older, stored");

        CommandRun run = audit("shared-register");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(run.out() + run.err())
                .contains("no method of the code is annotated as guard Take.older", "no guard Take.newer in");
    }

    @Test
    void withoutAMapNothingIsKnownAndWhatToWriteIsSaid() throws IOException {
        Files.delete(folder.resolve(MAP));
        project.compile();

        CommandRun run = audit("shared-register");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(run.out()).contains("there is no proof map in src/main/resources/specs", "write one");
    }
}
