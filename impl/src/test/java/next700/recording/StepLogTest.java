package next700.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLogTest {
    private static final Request ONE = new Request(new ClientId(1), 1, Bytes.utf8("{\"f\":\"get\", \"ü\n\": 1}"));
    private static final Request TWO = new Request(new ClientId(2), 7, Bytes.copyOf(new byte[] {-1, 0, 10}));
    private static final Request TWIN = new Request(new ClientId(1), 1, Bytes.utf8("something else"));

    private static final List<StepRecord> STEPS = List.of(
            StepRecord.of(StepKind.INVOKES, "Q1", new ClientId(1), InstanceId.FIRST)
                    .about(ONE),
            StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), InstanceId.FIRST)
                    .about(ONE)
                    .with(History.of(ONE)),
            StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), InstanceId.FIRST)
                    .about(TWO)
                    .with(History.of(ONE, TWO)),
            StepRecord.of(StepKind.STOPS, "P2", new ReplicaId(1), InstanceId.FIRST)
                    .with(History.of(ONE, TWO)),
            StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(2), new InstanceId(2))
                    .about(TWIN)
                    .initialisedBy(Optional.of(History.EMPTY))
                    .with(History.of(TWIN)),
            StepRecord.of(StepKind.COMMITS, "Q3", new ClientId(1), new InstanceId(2))
                    .about(ONE)
                    .committing(History.of(TWIN, ONE).digest()),
            StepRecord.of(StepKind.INTERNAL, "PBFT.NewView", new ReplicaId(2), new InstanceId(3))
                    .placing(new Placement(1, 8, new TreeMap<>(Map.of(9L, ONE.digest(), 10L, TWO.digest())))));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("steps.jsonl");
        try (StepLogWriter writer = new StepLogWriter(file)) {
            for (int i = 0; i < STEPS.size(); i++) {
                writer.write(100 + i, STEPS.get(i));
            }
        }
    }

    /** A process that runs for long must not remember all that it ever declared. */
    @Test
    void whatWasDeclaredLongAgoIsDeclaredAgain() throws IOException, RecordingException {
        Path large = directory.resolve("large.jsonl");
        try (StepLogWriter writer = new StepLogWriter(large)) {
            StepRecord first = StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), InstanceId.FIRST)
                    .about(ONE)
                    .with(History.of(ONE));
            writer.write(1, first);
            for (int timestamp = 2; timestamp < 40_000; timestamp++) {
                Request request = new Request(new ClientId(1), timestamp, Bytes.utf8("put"));
                writer.write(
                        timestamp,
                        StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(1), InstanceId.FIRST)
                                .about(request)
                                .with(History.of(request)));
            }
            writer.write(40_000, first);
        }

        StepLog log = StepLog.read(large);
        assertThat(log.entries().getLast().step())
                .isEqualTo(log.entries().getFirst().step());
        try (var lines = Files.lines(large)) {
            assertThat(lines.filter(line -> line.contains("operation")
                            && line.contains(ONE.digest().toString())))
                    .hasSize(2);
        }
    }

    @Test
    void whatIsWrittenIsRead() throws RecordingException {
        StepLog log = StepLog.read(file);

        assertThat(log.cutShort()).isFalse();
        assertThat(log.entries()).extracting(StepLog.Entry::step).containsExactlyElementsOf(STEPS);
        assertThat(log.entries())
                .extracting(StepLog.Entry::timeNanos)
                .containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L);
        assertThat(log.entries().get(2).step().history().orElseThrow().requests())
                .containsExactly(ONE, TWO);
        assertThat(log.entries().get(2).step().request().orElseThrow().operation())
                .isEqualTo(TWO.operation());
    }

    @Test
    void whatACheckpointHasCutOffIsFoundInTheRecordingsOfOthers() throws IOException, RecordingException {
        History whole = History.of(ONE, TWO);
        History base = History.cutOff(1, History.of(ONE).digest());
        StepRecord told = StepRecord.of(StepKind.ABORTS, "P3", new ClientId(1), InstanceId.FIRST)
                .about(ONE)
                .with(base.append(TWO));
        Path other = directory.resolve("clients.jsonl");
        try (StepLogWriter writer = new StepLogWriter(other)) {
            writer.write(1, told);
        }

        StepRecord read = StepLog.read(other).entries().get(0).step();
        assertThat(read.history().orElseThrow().isWhole()).isFalse();
        WholeHistories histories = new WholeHistories();
        assertThat(histories.of(read)).isEmpty();
        StepLog.read(file).entries().forEach(entry -> histories.of(entry.step()));
        assertThat(histories.of(read).orElseThrow().history().orElseThrow().requests())
                .isEqualTo(whole.requests());
    }

    @Test
    void nothingIsDeclaredTwice() throws IOException {
        assertThat(Files.readAllLines(file)).doesNotHaveDuplicates().hasSize(STEPS.size() + 3 + 3);
    }

    @Test
    void aCutFileReadsUpToTheCut() throws IOException, RecordingException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length += 5) {
            Path cut = directory.resolve("cut.jsonl");
            Files.write(cut, Arrays.copyOf(whole, length));

            StepLog log = StepLog.read(cut);

            assertThat(log.cutShort()).isEqualTo(length > 0 && whole[length - 1] != '\n');
            assertThat(log.entries())
                    .extracting(StepLog.Entry::step)
                    .isEqualTo(STEPS.subList(0, log.entries().size()));
        }
    }

    @Test
    void anAlteredOperationIsFound() throws IOException {
        assertAltered("something else", "something other", "the digest of the request c1:1 is");
    }

    @Test
    void anAlteredHistoryIsFound() throws IOException {
        String parent = "\"parent\":\"" + History.of(ONE).digest();
        assertAltered(parent, "\"parent\":\"" + History.EMPTY.digest(), ":6: the digest of the history is");
    }

    @Test
    void anUndeclaredHistoryIsFound() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.contains("\"parent\""));
        Files.write(file, lines);

        assertFails(":3: 'history' is");
    }

    @Test
    void rubbishIsNamedByItsLine() throws IOException {
        assertAltered("{\"step\":\"Q1\"", "{\"step\"\"Q1\"", "steps.jsonl:2: not JSON");
        assertAltered("\"step\"\"Q1\"", "\"step\":7", "steps.jsonl:2: 'step' must be a string");
        assertAltered("\"step\":7", "\"step\":\"Q1\",\"process\":\"x1\",\"x\":0", "steps.jsonl:2: ");
    }

    @Test
    void aSequenceNumberThatIsNoneIsNamedByItsLine() throws IOException {
        assertAltered("{\"9\":", "{\"nine\":", ":13: 'nine' is no sequence number");
        assertAltered("\"batches\":{\"nine\":", "\"batches\":7,\"x\":{\"9\":", ":13: 'batches' must be an object");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> StepLog.read(directory.resolve("none.jsonl")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("none.jsonl");
    }

    private void assertAltered(String from, String to, String message) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        assertFails(message);
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> StepLog.read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }
}
