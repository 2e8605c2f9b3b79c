package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.report.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code next700 prove}: exit codes, and what is shown where something is not so. */
class ProveCommandTest {
    private static final String LOCK = """
        ---- MODULE Lock ----
        CONSTANTS Client
        VARIABLES holders
        TypeOK == holders \\subseteq Client
        Init == holders = {}
        Acquire(c) ==
          /\\ holders = {}
          /\\ holders' = holders \\cup {c}
        Release(c) ==
          /\\ c \\in holders
          /\\ holders' = holders \\ {c}
        Next == \\E c \\in Client : Acquire(c) \\/ Release(c)
        Spec == Init /\\ [][Next]_holders
        Exclusion == \\A c, d \\in holders : c = d
        THEOREM Spec => []Exclusion
        ====
        """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Next700.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private int prove(String text, String... options) throws IOException {
        Path module = directory.resolve("Lock.tla");
        Files.writeString(module, text);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "prove";
        arguments[1] = module.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return run(arguments);
    }

    @Test
    void aModuleThatIsInductiveHolds() throws IOException {
        assertThat(prove(LOCK)).isEqualTo(ExitCode.HOLDS.code());

        assertThat(out.toString(UTF_8)).contains("3 of 3 conditions proved, for every size");
    }

    @Test
    void withoutAGuardTheTwoStatesAndTheStepAreShownInThePageToo() throws IOException {
        assertThat(prove(LOCK.replace("/\\ holders = {}\n  /\\", "/\\"), "--report", directory.toString()))
                .isEqualTo(ExitCode.VIOLATED.code());

        assertThat(out.toString(UTF_8))
                .contains("Acquire does not keep Exclusion")
                .contains("/\\ holders = {client1}")
                .contains("Exclusion is not so for c = client");
        assertThat(directory.resolve("report.html")).content().contains("<svg").contains("two states and a step");
    }

    @Test
    void whatBreaksWithoutEachPartIsSaidOnRequest() throws IOException {
        assertThat(prove(LOCK, "--leanings")).isEqualTo(ExitCode.HOLDS.code());

        assertThat(out.toString(UTF_8))
                .contains("without \"holders = {}\" Acquire breaks Exclusion")
                .contains("without \"c \\in holders\" Release: nothing leans on it");
    }

    @Test
    void aModuleThatCannotBeProvedHereIsBadData() throws IOException {
        assertThat(prove(LOCK.replace("\\A c, d \\in holders : c = d", "Cardinality(holders) <= 1")
                        .replace("CONSTANTS", "EXTENDS FiniteSets, Naturals\nCONSTANTS")))
                .isEqualTo(ExitCode.BAD_DATA.code());

        assertThat(err.toString(UTF_8)).contains("of module Lock: sizes belong into assumptions");
    }

    @Test
    void aProtocolWithoutAbstractModulesIsNamedWithThoseThatHaveSome() {
        assertThat(run("prove", "nothing")).isEqualTo(ExitCode.USAGE.code());

        assertThat(err.toString(UTF_8)).contains("no abstract module of 'nothing'", "pbft", "quorum");
    }

    @Test
    void aFileThatIsNotThereIsAMistakeOfTheCommandLine() {
        assertThat(run("prove", directory.resolve("None.tla").toString())).isEqualTo(ExitCode.USAGE.code());

        assertThat(err.toString(UTF_8)).contains("there is no file");
    }
}
