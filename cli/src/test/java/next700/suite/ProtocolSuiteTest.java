package next700.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import next700.cli.OutsideProject;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence for a project from outside as its own tests: those that must pass, and those that must not. */
class ProtocolSuiteTest {
    @TempDir
    Path folder;

    /** Nothing but a name. */
    private record Bare(Specified specification) implements Workpiece {
        @Override
        public String name() {
            return "bare";
        }

        @Override
        public List<Subject> subjects() {
            return List.of();
        }

        @Override
        public Optional<Subject> subject(int f) {
            return Optional.empty();
        }
    }

    /** What each test says: nothing where it passes. */
    private static Map<String, String> run(Stream<DynamicTest> tests) {
        Map<String, String> said = new LinkedHashMap<>();
        tests.forEach(test -> {
            try {
                test.getExecutable().execute();
                said.put(test.getDisplayName(), "");
            } catch (Throwable failure) {
                said.put(test.getDisplayName(), String.valueOf(failure.getMessage()));
            }
        });
        return said;
    }

    private ProtocolSuite suite(long runs) {
        return new ProtocolSuite(
                Workpieces.named("shared-register").orElseThrow(),
                runs,
                1,
                List.of(Evidence.adversary()),
                folder.resolve("pages"));
    }

    @Test
    void ofTheExampleEachTestPassesAndIsNamedAsItsSentence() throws IOException {
        try (OutsideProject project = OutsideProject.copyOf(OutsideProject.REGISTER, folder)) {
            Map<String, String> said = run(suite(600)
                    .with(Evidence.models(), Evidence.mutants(), Evidence.traces(), Evidence.proofMap())
                    .tests());

            assertThat(said)
                    .isNotEmpty()
                    .allSatisfy((name, why) ->
                            assertThat(why).as(name + " in " + project.root()).isEmpty());
            assertThat(said)
                    .containsKeys(
                            "Linearizable holds in 600 runs of shared-register with f = 1",
                            "a read returns what was written in 600 runs of shared-register with f = 2",
                            "Take.newer is missed when it is gone",
                            "what it does is a behaviour of its specification",
                            "its specification refuses runs that did not happen",
                            "its proof map leaves nothing out");
        }
    }

    /** The processes of the cluster find the workpiece as they find the tests: on the class path. */
    @Test
    @Tag("cluster")
    void ofTheExampleTheNetworkAndItsTracesPass() throws IOException {
        try (OutsideProject project = OutsideProject.copyOf(OutsideProject.REGISTER, folder)) {
            Map<String, String> said = run(new ProtocolSuite(
                            Workpieces.named("shared-register").orElseThrow(),
                            1,
                            1,
                            List.of(Evidence.network(Duration.ofSeconds(2))),
                            folder.resolve("pages"))
                    .tests());

            assertThat(said)
                    .containsKeys(
                            "its clients are served rightly on a network, quiet",
                            "its clients are served rightly on a network, power-cut",
                            "what it does on a network is a behaviour of its specification")
                    .allSatisfy((name, why) ->
                            assertThat(why).as(name + " in " + project.root()).isEmpty());
        }
    }

    @Test
    void whatFallsIsExplainedWithItsTapeAndItsPage() throws IOException {
        try (OutsideProject project = OutsideProject.copyOf(OutsideProject.REGISTER, folder)) {
            Path replica = folder.resolve("src/main/java/register/RegisterReplica.java");
            Files.writeString(
                    replica, Files.readString(replica).replace("return other.isLaterThan(held);", "return true;"));
            project.compile();

            String why = run(suite(600).tests()).get("Linearizable holds in 600 runs of shared-register with f = 1");

            assertThat(why)
                    .contains("Linearizable fell in run ", "The history is not linearizable")
                    .contains("Replay: next700 fuzz shared-register --replay=", "Tape: shared-register:f1:");
            assertThat(Path.of(why.substring(why.lastIndexOf("Page: ") + "Page: ".length())))
                    .content()
                    .contains("Linearizable is violated");
        }
    }

    @Test
    void whatWasAskedForAndIsNotThereFailsWithWhatToWrite() throws IOException {
        try (OutsideProject project = OutsideProject.copyOf(OutsideProject.REGISTER, folder)) {
            Files.delete(project.root().resolve("src/main/resources/specs/shared-register/models.json"));
            project.compile();
            Specified nothing =
                    Workpieces.named("shared-register").orElseThrow().specification();

            Map<String, String> said = run(ProtocolSuite.of(new Bare(nothing))
                    .with(Evidence.models(), Evidence.mutants(), Evidence.traces(), Evidence.proofMap())
                    .with(Evidence.network(Duration.ofSeconds(1)))
                    .tests());

            assertThat(said)
                    .hasSize(6)
                    .allSatisfy((name, why) -> assertThat(why).as(name).isNotEmpty());
            assertThat(String.join("\n", said.values()))
                    .contains("subjects()", "models.json", "@Guard", "traces()", "network(f)", "proof map");
        }
    }
}
