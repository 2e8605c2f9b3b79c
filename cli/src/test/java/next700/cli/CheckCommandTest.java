package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import next700.report.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code next700 check}, given what people give it. */
class CheckCommandTest {
    private static final String WRITE = "{'process':0,'type':'invoke','f':'write','value':1,'time':1}\n";
    private static final String WRITTEN = "{'process':0,'type':'ok','f':'write','value':1,'time':2}\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int check(Path file) {
        return Next700.run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                "check",
                "--quiet",
                file.toString());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("history"), content.replace('\'', '"'));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{:process 0, :type :invoke, :f :write^{:process 0} | history:2:1: a keyword was expected; the map that begins in line 1 has not ended yet",
                "{:process 0, :type :invoke, :f :write | history:1:38: the recording ends within the map that begins in line 1",
                "{'process':0,'type':'invoke','f':'wri | history:1:38: the line ends within a value",
                "{'process':0,'type':'ok','f':'write'} | history:1:12: process 0 completes write without having invoked it",
                "{'process':null,'type':'ok','f':'write'} | history:1:12: 'process' must be a text or a whole number",
                "{'process':0,'type':'okay','f':'write'} | history:1:21: unknown type 'okay'",
                "{'process':0,'type':'invoke','f':'launch'} | history:1:34: no specification has a function 'launch'",
                "{'process':0,'type':'invoke','f':'txn','value':[['append',1,2],['w',1,2]]} | history:1:48: a history has lists or registers",
                "process,type,f | history:1:1: Unrecognized token 'process'",
            })
    void whatIsNoHistoryIsBadDataAndTheMessageNamesThePlace(String content, String message) throws IOException {
        assertThat(check(file(content.replace('^', '\n')))).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8).replace('"', '\'')).contains(message.replace('"', '\''));
    }

    @Test
    void twoInvocationsOfOneProcessAreBadDataAndTheMessageNamesBothLines() throws IOException {
        assertThat(check(file(WRITE + WRITE))).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8))
                .contains("history:2:12: process 0 invokes write while its write of line 1 is open");
    }

    @Test
    void aDirectoryIsBadData() {
        assertThat(check(directory)).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("it is a directory");
    }

    @Test
    void bytesThatAreNoTextAreBadData() throws IOException {
        Path file = Files.write(directory.resolve("history"), new byte[] {'{', (byte) 0xC3, 'x', 0});

        assertThat(check(file)).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("history:1:2: not UTF-8");
    }

    @Test
    void aLineBeyondAllBoundsIsBadData() throws IOException {
        assertThat(check(file(WRITE.replace("'f'", "'x':'" + "y".repeat(17 << 20) + "','f'"))))
                .isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("history:1:1: the line is longer than");
    }

    @Test
    void aReadThatSawAValueOfAnotherTypeIsAViolation() throws IOException {
        String read = WRITE.replace("write", "read").replace("'time':1", "'time':2")
                + WRITTEN.replace("write", "read").replace("1,'time'", "'1','time'");

        assertThat(check(file(WRITE + WRITTEN + read))).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("'0 read(1) = \"1\", lines 3-4' has no place");
    }

    @Test
    void aCompressedHistoryIsReadAsItIs() throws IOException {
        Path file = directory.resolve("history.gz");
        try (OutputStream compressed = new GZIPOutputStream(Files.newOutputStream(file))) {
            compressed.write((WRITE + WRITTEN).replace('\'', '"').getBytes(UTF_8));
        }

        assertThat(check(file)).isEqualTo(ExitCode.HOLDS.code());
    }

    @Test
    void aCompressedHistoryThatIsCutOffIsBadData() throws IOException {
        Path file = Files.write(directory.resolve("history.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});

        assertThat(check(file)).isEqualTo(ExitCode.BAD_DATA.code());
    }

    private int run(String... arguments) {
        return Next700.run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Stream.concat(Stream.of("check", "--quiet"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content.replace('\'', '"'))
                .toString();
    }

    /** One call after the other by one process, each as function, argument and answer. */
    private static String calls(String... calls) {
        StringBuilder lines = new StringBuilder();
        for (String call : calls) {
            List<String> words = List.of(call.split(" ", 3));
            String event = "{'process':0,'type':'%s','f':'" + words.get(0) + "','value':%s}%n";
            lines.append(event.formatted("invoke", words.get(1))).append(event.formatted("ok", words.get(2)));
        }
        return lines.toString();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "\n\n", "[]", "{'process':'nemesis','type':'info','f':'kill'}"})
    void aLogWithoutOperationsHoldsAndSaysThatThereWasNothing(String content) throws IOException {
        assertThat(check(file(content))).isEqualTo(ExitCode.HOLDS.code());
        assertThat(out.toString(UTF_8)).contains("there are no operations: nothing was checked");
    }

    @Test
    void aHistoryThatWasNeverAnsweredIsToldSo() throws IOException {
        String transaction = "{'process':0,'type':'invoke','f':'txn','value':[['append',1,2]]}\n";

        assertThat(run(file("a", WRITE), file("b", transaction))).isEqualTo(ExitCode.HOLDS.code());
        assertThat(out.toString(UTF_8))
                .contains("warning: no operation was ever answered")
                .contains("warning: no transaction was ever answered");
    }

    @Test
    void eachOfSeveralFilesHasItsVerdictWhateverTheOthersAre() throws IOException {
        String violated = file("violated", calls("write 1 1", "read null 2"));
        String broken = file("broken", "{'process':");
        String fine = file("fine", WRITE + WRITTEN);
        String empty = file("empty", "");
        String missing = directory.resolve("missing").toString();

        assertThat(run(broken, violated, empty, fine, missing)).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8))
                .contains("unknown   Recording, broken: not checked: " + broken + ":1:12")
                .contains("violated  Linearizability, violated")
                .contains("holds     Operations, empty: there are no operations")
                .contains("holds     Linearizability, fine: 1 operations")
                .contains("unknown   Recording, missing: not checked: " + missing + ": there is no such file");
        assertThat(run(broken, fine)).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(run(fine, empty)).isEqualTo(ExitCode.HOLDS.code());
    }

    @Test
    void aModelOfTransactionsIsRefusedForOtherOperations() throws IOException {
        assertThat(run("--model", "serializable", file("history", WRITE + WRITTEN)))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains("--model does not apply to operations that are no transactions");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--idle 3 | --idle does not apply",
                "--initial 1 | --initial does not apply to transactions",
                "--independent --single-key | --independent, --single-key do not apply to transactions",
                "--no-partition | --no-partition does not apply to transactions",
                "--failed-cas mismatch | --failed-cas does not apply to transactions",
                "--spec list-append --model serializable | --model does not apply",
                "--follow --spec list-append --model serializable | --model does not apply to a recording of an object that grows",
            })
    void whatDoesNotApplyToTransactionsIsRefused(String options, String message) throws IOException {
        String transaction = file("txn", calls("txn [['append',1,2]] [['append',1,2]]"));

        assertThat(run((options + " " + transaction).split(" ", 9))).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--spec queue --initial 1 | a queue cannot be 1 at first",
                "--spec kv --independent | a kv keeps its keys apart already",
                "--independent --single-key | --independent and --single-key contradict each other",
                "--initial {x | --initial takes a value in JSON",
                "--spec mutex --null-reads unknown | does not apply to a mutex",
                "--spec register --failed-cas mismatch | does not apply to a register",
                "--follow - | --follow takes a file",
            })
    void whatDoesNotApplyToAnObjectIsRefused(String options, String message) throws IOException {
        String history = options.endsWith("-") ? "" : " " + file("history", WRITE + WRITTEN);

        assertThat(run((options + history).split(" ", 9))).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains(message);
    }

    @Test
    void theObjectBeginsWithWhatItIsToldAndElseTheExplanationSaysThatThatMatters() throws IOException {
        String history = file("history", calls("read null 0", "write 1 1"));

        assertThat(run(history)).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("were it 0, the history would be linearizable (option --initial '0')");
        assertThat(run("--initial", "0", history)).isEqualTo(ExitCode.HOLDS.code());
        String bank = file("bank", calls("read null {'a':10}", "transfer {'from':'a','to':'b','amount':1} null"));
        assertThat(run("--initial", "{\"a\": 10}", bank)).isEqualTo(ExitCode.HOLDS.code());
        assertThat(run(bank)).isEqualTo(ExitCode.VIOLATED.code());
    }

    @Test
    void aFailedCompareAndSetSaysNothingUnlessTheRecorderMeansAMismatch() throws IOException {
        String failed = calls("write 1 1")
                + "{'process':0,'type':'invoke','f':'cas','value':[1,2]}\n{'process':0,'type':'fail','f':'cas'}\n";
        String history = file("history", failed);

        assertThat(run(history)).isEqualTo(ExitCode.HOLDS.code());
        assertThat(run("--failed-cas", "mismatch", history)).isEqualTo(ExitCode.VIOLATED.code());
    }

    @Test
    void aReadOfNullSaysNothingIfTheRecorderMeansThat() throws IOException {
        String history = file("history", calls("write 1 1", "read null null"));
        String transactions = file("txn", calls("txn [['w',1,2]] [['w',1,2]]", "txn [['r',1,null]] [['r',1,null]]"));

        assertThat(run(history)).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("(option --null-reads unknown)");
        assertThat(run("--null-reads", "unknown", history)).isEqualTo(ExitCode.HOLDS.code());
        assertThat(run(transactions)).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(run("--null-reads", "unknown", transactions)).isEqualTo(ExitCode.HOLDS.code());
    }

    @Test
    void aRegisterAtEachKeyIsReadAsSuchAndTheVerdictSaysSo() throws IOException {
        String history = file("history", calls("write [0,3] null", "write [1,4] null", "read [0,null] [0,3]"));

        assertThat(run(history)).isEqualTo(ExitCode.HOLDS.code());
        assertThat(out.toString(UTF_8)).contains("read as a register at each key, since calls name one; --single-key");
        assertThat(run("--single-key", history)).isEqualTo(ExitCode.VIOLATED.code());
        String wrong = file("wrong", calls("write [0,3] null", "write [1,4] null", "read [0,null] [1,4]"));
        assertThat(run(wrong)).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("the answer is of another key");
    }

    @Test
    void theKeyOfAnEntryMakesItAnObjectOfItsOwn() throws IOException {
        String read = "{'process':0,'type':'%s','f':'read','key':'a','value':%s}%n";

        assertThat(run(file("history", read.formatted("invoke", null) + read.formatted("ok", 5))))
                .isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("at the key \"a\"");
    }

    @Test
    void pairsThatMayBeKeysAndValuesAreUnknownWhereThatMatters() throws IOException {
        String history =
                file("history", calls("write [0,3] null", "write [1,4] null", "read null [0,3]", "read null [1,4]"));

        assertThat(run(history)).isEqualTo(ExitCode.UNKNOWN.code());
        assertThat(out.toString(UTF_8)).contains("say --independent or --single-key");
        assertThat(run("--independent", history)).isEqualTo(ExitCode.HOLDS.code());
        assertThat(run("--single-key", history)).isEqualTo(ExitCode.VIOLATED.code());
        String either = file("either", calls("write [0,3] null", "write [0,4] null", "read null [0,4]"));
        assertThat(run(either)).isEqualTo(ExitCode.HOLDS.code());
        String neither = file("neither", calls("write [0,3] null", "write [0,4] null", "read null [0,3]"));
        assertThat(run(neither)).isEqualTo(ExitCode.VIOLATED.code());
    }

    @Test
    void equalNumbersAreEqualUnlessTheyAreToBeExact() throws IOException {
        String history = file("history", calls("write 1 1", "read null 1.0"));

        assertThat(run(history)).isEqualTo(ExitCode.HOLDS.code());
        assertThat(out.toString(UTF_8)).contains("note: whole numbers that are written like 1.0 count as equal");
        assertThat(run("--exact-numbers", history)).isEqualTo(ExitCode.VIOLATED.code());
    }

    @Test
    void standardInputIsReadToo() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(
                    calls("write 1 1", "read null 2").replace('\'', '"').getBytes(UTF_8)));
            assertThat(run("-")).isEqualTo(ExitCode.VIOLATED.code());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aTimeThatGoesBackIsAWarning() throws IOException {
        assertThat(check(file(WRITE + WRITTEN.replace("'time':2", "'time':0")))).isEqualTo(ExitCode.HOLDS.code());
        assertThat(out.toString(UTF_8)).contains("note: line 2: the time goes back from 1 to 0");
    }

    @Test
    void theValueOfARegisterMayBeAList() throws IOException {
        String history = file(
                "txn",
                calls(
                        "txn [['r','y',null]] [['r','y',[3]]]",
                        "txn [['w','x',[1,2]]] [['w','x',[1,2]]]",
                        "txn [['r','x',null]] [['r','x',[1,2]]]"));

        assertThat(run(history)).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("read the value [3] of \"y\", which no transaction wrote");
        String right =
                file("right", calls("txn [['w','x',[1]]] [['w','x',[1]]]", "txn [['r','x',null]] [['r','x',[1]]]"));
        assertThat(run(right)).isEqualTo(ExitCode.HOLDS.code());
    }

    @Test
    void microOperationsMayBeReadAndWrite() throws IOException {
        String history = file(
                "txn", calls("txn [['write','x',1]] [['write','x',1]]", "txn [['read','x',null]] [['read','x',null]]"));

        assertThat(run(history)).isEqualTo(ExitCode.VIOLATED.code());
    }

    @Test
    void transactionsAreFollowedWhileTheyAreRecorded() throws IOException {
        String stale = file("txn", calls("txn [['w','x',1]] [['w','x',1]]", "txn [['r','x',null]] [['r','x',null]]"));

        assertThat(run("--follow", "--idle", "0.1", "--model", "serializable", stale))
                .isEqualTo(ExitCode.HOLDS.code());
        assertThat(run("--follow", "--idle", "0.1", "--model", "strong-session-serializable", stale))
                .isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("violated  ", "G-single-item-process");
    }

    @Test
    void aCoreIsLeftBesideThePageAndShowsTheSameWhenItIsChecked() throws IOException {
        String flipping = file(
                "flipping",
                """
                        {'process':0,'type':'invoke','f':'txn','value':[['w','x',1]]}
                        {'process':1,'type':'invoke','f':'txn','value':[['w','x',2]]}
                        {'process':0,'type':'ok','f':'txn','value':[['w','x',1]]}
                        {'process':1,'type':'ok','f':'txn','value':[['w','x',2]]}
                        """
                        + calls(
                                "txn [['r','x',null]] [['r','x',1]]",
                                "txn [['r','x',null]] [['r','x',2]]",
                                "txn [['r','x',null]] [['r','x',1]]"));
        Path page = directory.resolve("page");

        assertThat(run("--model", "strong-session-serializable", "--report", page.toString(), flipping))
                .isEqualTo(ExitCode.VIOLATED.code());
        List<Path> cores;
        try (Stream<Path> files = Files.list(page)) {
            cores = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
        assertThat(cores).isNotEmpty();
        assertThat(cores)
                .allSatisfy(core -> assertThat(run("--model", "strong-session-serializable", core.toString()))
                        .isEqualTo(ExitCode.VIOLATED.code()));
    }

    @Test
    void aPictureIsDrawnOnlyForAPage() throws IOException {
        String history = file("history", calls("write 1 1", "read null 2"));

        assertThat(run("--report", directory.resolve("page").toString(), history))
                .isEqualTo(ExitCode.VIOLATED.code());
        assertThat(directory.resolve("page").resolve("report.html")).content().contains("red contradict each other");
    }

    /** Small histories that other checkers, or this one, were once wrong about, where they lie beside the checkout. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "fail-cas-connection-refused.edn, '', 0",
        "indep-register-good.edn, '', 0",
        "indep-register-bad.edn, '', 65",
        "register-initial-0.edn, --initial 0, 0",
        "kvreg.jsonl, '', 1",
        "float.jsonl, '', 0",
        "uuid-inst-tags.edn, '', 0",
        "slow-kv-append-115-ops.jsonl, '', 0",
        "unknown-stack-info3-600-ok.jsonl, '', 0",
        "unknown-counter-info10-500-valid.jsonl, '', 0",
        "unknown-queue-duplicates-2k-valid.jsonl, '', 0",
        "unknown-lost-update-read-twice.jsonl, --model snapshot-isolation, 1",
    })
    void whatWasOnceWrongIsRight(String name, String options, int code) {
        Optional<Path> corpora = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/corpora/found"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(corpora.isPresent(), "no shared/corpora beside the checkout");
        String file = corpora.orElseThrow().resolve(name).toString();

        assertThat(run((options + " " + file).strip().split(" ", 9))).isEqualTo(code);
    }
}
