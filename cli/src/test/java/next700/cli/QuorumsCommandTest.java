package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.report.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code next700 quorums}. */
class QuorumsCommandTest {
    @TempDir
    private Path folder;

    private CommandRun of(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), json);
        return CommandRun.of("quorums", file.toString(), "--quiet");
    }

    @Test
    void theConstructionsAreWhatTheirFormulasSay() {
        CommandRun run = CommandRun.of("quorums", "--n=16", "--quiet");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(run.out())
                .contains("masking-grid          16   13   0.8125   0.8125   0.8125     1        1")
                .contains("10 of 10 arguments proved for every f");
    }

    /** One construction at a time, with a number of servers that is no square. */
    @ParameterizedTest
    @CsvSource({
        "majority, 7, 0",
        "masking, 13, 3",
        "dissemination, 10, 3",
        "opaque, 10, 2",
        "b-grid, 24, 0",
        "weighted, 8, 0"
    })
    void oneConstructionIsLookedAtByItself(String name, int n, int f) {
        CommandRun run = CommandRun.of("quorums", name, "--n=" + n, "--f=" + f, "--quiet");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.HOLDS);
        assertThat(run.out()).contains("a quorum is left whatever may fail");
    }

    @Test
    void setsThatMayFailAndCoverAllAreTheCounterexample() throws IOException {
        CommandRun run = of("""
            {"servers": ["a", "b", "c", "d", "e"],
             "failProne": [["a", "b"], ["c", "d"], ["e"]],
             "property": "dissemination"}\
            """);

        assertThat(run.exitCode()).isEqualTo(ExitCode.VIOLATED);
        assertThat(run.out())
                .contains("Q1 = {a, b, e} and Q2 = {c, d, e}, which have {e} in common, all of it in {e}, which may"
                        + " fail");
    }

    @Test
    void theSameWithOneSetSmallerDoes() throws IOException {
        assertThat(of("""
            {"servers": ["a", "b", "c", "d", "e"],
             "failProne": [["a", "b"], ["c"], ["e"]],
             "property": "dissemination"}\
            """).exitCode()).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void quorumsThatAllMeetASetThatMayFailAreNotAvailable() throws IOException {
        CommandRun run = of("""
            {"servers": ["a", "b", "c"], "failProne": [["a", "b"]],
             "quorums": [["a", "b"], ["b", "c"], ["a", "c"]]}\
            """);

        assertThat(run.exitCode()).isEqualTo(ExitCode.VIOLATED);
        assertThat(run.out()).contains("if {a, b} fail, no quorum is left");
    }

    @Test
    void moreServersThanWhoseSetsCanBeCountedAreSampledWithAnError() throws IOException {
        String names = java.util.stream.IntStream.rangeClosed(1, 24)
                .mapToObj(i -> "\"n" + i + "\"")
                .collect(java.util.stream.Collectors.joining(", "));
        CommandRun run = of(
                "{\"servers\": [" + names + "], \"quorums\": [[\"n1\", \"n2\"], [\"n2\", \"n3\"], [\"n1\", \"n3\"]]}");

        assertThat(run.exitCode()).isEqualTo(ExitCode.HOLDS);
        // Of the first three servers two are up: 1 - 3 * 0.1^2 + 2 * 0.1^3.
        assertThat(run.out()).containsPattern("0\\.02(7|8|9)\\d ± 0\\.0021");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'servers': ['a', 'b', 'c', 'd'], 'quorums': [['a', 'b'], ['c', 'd']]} | 1:59: {c, d} and {a, b}"
                        + " (line 1) have no server in common: this is no quorum system",
                "{'servers': ['a', 'b'], 'reads': [['a']], 'writes': [['b']]} | have no server in common",
                "{'servers': ['a', 'b'], 'weights': {'a': 1, 'b': 0}} | 1:50: the weight of 'b' must be a whole number"
                        + " above 0",
                "{'servers': ['a', 'b'], 'weights': {'a': 1, 'b': -3}} | the weight of 'b' must be a whole number"
                        + " above 0",
                "{'servers': ['a', 'b'], 'weights': {'a': 1}} | the server 'b' has no weight",
                "{'servers': ['a', 'a'], 'quorums': [['a']]} | 1:19: the server 'a' is there twice",
                "{'servers': ['a'], 'quorums': [['b']]} | 1:33: there is no server 'b'",
                "{'servers': ['a'], 'quorums': [[]]} | a quorum has a server at least",
                "{'servers': ['a'], 'quorum': [['a']]} | a quorum system has no field 'quorum'",
                "{'servers': ['a'], 'quorums': [['a']], 'property': 'masking'} | the property needs a field"
                        + " 'failProne'",
                "{'servers': ['a'], 'quorums': [['a']], 'failProne': [['a']], 'property': 'magic'} | there is no"
                        + " property 'magic'",
                "{'servers': ['a']} | there is no field 'quorums'",
                "{'servers': ['a'], | not JSON",
            })
    void whatIsNoQuorumSystemIsRefusedWithPlaceAndCause(String json, String message) throws IOException {
        CommandRun run = of(json.replace('\'', '"'));

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.err().replace('"', '\'')).contains("own.json:1:").contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grid --n=10 | a grid needs a square number of servers, and 10 is none; 9 or 16 would do",
                "masking --n=4 | a masking system for f = 1 needs 5 servers, and there are 4",
                "masking-grid --n=9 | a masking grid for f = 1 needs a side of 4, and 9 servers have one of 3",
                "majority --n=0 | --n must be from 1 to 128, not 0",
                "majority --p=1 | --p must be between 0 and 1",
                "majority --f=-1 | --f must be 0 or more",
                "majorty | there is no quorum system and no file 'majorty'; there are majority, weighted",
            })
    void whatDoesNotFitIsAUsageError(String arguments, String message) {
        CommandRun run = CommandRun.of(("quorums " + arguments).split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(message);
    }
}
