package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import next700.report.ExitCode;
import next700.trial.Subject;
import next700.trial.mutation.Mutant;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protocol from outside, compiled against what is there and put on the class path, is a protocol like ours. */
@Tag("campaign")
class OwnProtocolTest {
    @TempDir
    private static Path folder;

    private static OutsideProject project;

    @BeforeAll
    static void compile() throws IOException {
        project = OutsideProject.copyOf(OutsideProject.REGISTER, folder);
    }

    @AfterAll
    static void leave() {
        project.close();
    }

    private static Subject subject() {
        return Workpieces.named("shared-register").orElseThrow().subjects().getFirst();
    }

    @Test
    void itIsTriedByItsName() {
        CommandRun run = CommandRun.of("fuzz", "shared-register", "--runs", "600", "--threads", "1");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(run.out()).contains("600 runs", "nothing fell, and all that must be reached was");
    }

    @Test
    void itsModelsAreRunByItsName() {
        CommandRun run = CommandRun.of("model", "shared-register", "--only", "NoWriteBack");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(run.out()).contains("NoWriteBack: violates CompleteIsHeld after 10 states");
    }

    /** Its processes find it on the class path of whoever starts them. */
    @Test
    void itRunsOnARealNetworkAndAllItsReplicasComeBackFromTheirDisks(@TempDir Path directory)
            throws IOException, InterruptedException {
        Process cluster = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        project.classes() + File.pathSeparator + System.getProperty("java.class.path"),
                        Next700.class.getName(),
                        "cluster",
                        "shared-register",
                        "--crash=r1,r2,r3",
                        "--seconds=3",
                        "--dir=" + directory)
                .redirectErrorStream(true)
                .start();
        String said = new String(cluster.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(cluster.waitFor()).as(said).isEqualTo(ExitCode.HOLDS.code());
        assertThat(said)
                .contains(
                        "r1 came back with 1 stored value",
                        "r2 came back with 1 stored value",
                        "r3 came back with 1 stored value",
                        "operations as a register; a linearization");
    }

    @Test
    void everyGuardAndThresholdOfItIsMissedWhenItIsGone() {
        List<Mutant> mutants = Mutants.toBeFound(subject());

        assertThat(mutants).extracting(Mutant::name).containsExactly("Take.newer", "Tell.phase", "majority");
        assertThat(mutants)
                .allSatisfy(mutant -> assertThat(
                                MutationCampaign.hunt(mutant, subject(), 1).isFound())
                        .as(mutant.description())
                        .isTrue());
    }

    @Test
    void aTapeOfAnotherProtocolIsRefused() {
        CommandRun run = CommandRun.of("fuzz", "shared-register", "--replay", "garbage");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    }

    @Test
    void itsTracesItsProofMapAndItsNetworkAreLookedAt() {
        CommandRun run = CommandRun.of("verify", "shared-register", "--fuzz-seconds", "2", "--cluster-seconds", "2");

        assertThat(run.out())
                .contains("holds     Proof map: ")
                .contains("nothing is left out")
                .containsPattern("holds     Traces: 63 of 63 traces accepted, [0-9,]+ steps; [1-9][0-9]* of ")
                .contains("holds     Cluster, quiet: ", "holds     Cluster, crash: ", "holds     Cluster, power-cut: ");
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.HOLDS);
    }
}
