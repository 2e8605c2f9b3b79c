package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {
    private static final String INVOKE = "{\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":3,\"time\":10}";
    private static final String OK = "{\"process\":0,\"type\":\"ok\",\"f\":\"write\",\"value\":3,\"time\":12}";

    @Test
    void anOperationHasItsCallItsAnswerAndItsLines() {
        History history = Recordings.read(INVOKE + "\n" + OK + "\n");

        assertThat(history.operations())
                .containsExactly(new Operation(
                        0,
                        "0",
                        "write",
                        Value.of(3),
                        new Moment(0, 10, 1),
                        new Completion.Ok(Value.of(3), new Moment(1, 12, 2))));
        assertThat(history.operations().getFirst().describe()).isEqualTo("0 write(3), lines 1-2");
    }

    @Test
    void blankLinesWindowsLineEndsAndAByteOrderMarkArePassedOver() {
        History history = Recordings.read("\uFEFF" + INVOKE + "\r\n\n   \r\n" + OK);

        assertThat(history.size()).isOne();
        assertThat(history.operations().getFirst().completion().moment())
                .hasValueSatisfying(moment -> assertThat(moment.line()).isEqualTo(4));
    }

    @Test
    void allKindsOfValuesAreReadAsTheyStand() {
        History history =
                Recordings.of("a invoke f [null, true, -7, 1.50, 123456789012345678901, \"x\\\"y\", {\"k\": [1]}]");

        assertThat(history.operations().getFirst().argument())
                .hasToString("[null, true, -7, 1.5, 123456789012345678901, \"x\\\"y\", {k: [1]}]");
    }

    @Test
    void anOperationOpenAtTheEndIsUnknown() {
        assertThat(Recordings.read(INVOKE).operations().getFirst().completion()).isEqualTo(new Completion.Unknown());
    }

    @Test
    void afterAnInfoTheProcessMayGoOnAndTheOperationStaysOpen() {
        History history = Recordings.of("a invoke write 1", "a info write 1", "a invoke read", "a ok read 1");

        assertThat(history.operations()).extracting(Operation::deadline).containsExactly(Integer.MAX_VALUE, 2);
    }

    @Test
    void processesMayBeNumbersOrTextsAndTheNemesisIsPassedOver() {
        History history = Recordings.read(INVOKE + "\n" + "{\"process\":\"nemesis\",\"type\":\"info\",\"f\":\"kill\"}\n"
                + OK.replace(":0,", ":\"0\","));

        assertThat(history.size()).isOne();
        assertThat(history.operations().getFirst().completion()).isInstanceOf(Completion.Ok.class);
    }

    @Test
    void whatIsNoJsonIsReportedWhereItStopsBeingJson() {
        assertMalformed(INVOKE + "\n{\"process\":1,}", 2, 14, "double-quote");
        assertMalformed("\n\n{\"process\":0", 3, 13, "the line ends within a value");
        assertMalformed("[1]", 1, 2, "an object was expected");
        assertMalformed(OK + " " + OK, 1, OK.length() + 2, "one object to a line");
        assertMalformed("{\"time\":1,\"time\":2}", 1, 18, "'time' is there twice");
    }

    @Test
    void aFieldThatIsMissingOrOfTheWrongKindIsReportedAtItsPlace() {
        assertMalformed("{\"process\":0,\"f\":\"w\",\"time\":1}", 1, 1, "'type' is missing");
        assertMalformed("{\"process\":[0],\"type\":\"ok\"}", 1, 12, "'process' must be a text or a whole number");
        assertMalformed(INVOKE.replace("10", "1.5"), 1, 59, "'time' must be a whole number");
        assertMalformed(INVOKE.replace("invoke", "call"), 1, 21, "unknown type 'call'");
    }

    @Test
    void eventsThatDoNotFitTogetherAreReported() {
        assertMalformed(OK, 1, 12, "process 0 completes write without having invoked it");
        assertMalformed(INVOKE + "\n" + INVOKE, 2, 12, "process 0 invokes write while its write of line 1 is open");
        assertMalformed(INVOKE + "\n" + OK.replace("write", "read"), 2, 30, "it is its write of line 1 that is open");
    }

    @Test
    void aTimeThatGoesBackIsRemarkedAndTheOrderOfEntriesCounts() {
        List<String> remarks = new ArrayList<>();
        String text = INVOKE + "\n" + OK.replace("12", "9") + "\n" + INVOKE.replace("10", "8");

        History history = new HistoryReader().remarking(remarks::add).read("late", Recordings.stream(text));

        assertThat(history.operations())
                .extracting(operation -> operation.invoked().time())
                .containsExactly(10L, 10L);
        assertThat(remarks).hasSize(1).first().asString().startsWith("line 2: the time goes back from 10 to 9");
    }

    @Test
    void theKeyOfAnEntryStandsBesideItsValue() {
        History history = Recordings.read("""
                {"process":0,"type":"invoke","f":"write","key":"a","value":1}
                {"process":0,"type":"ok","f":"write","value":1}
                {"process":0,"type":"invoke","f":"read","key":"a","value":null}
                {"process":0,"type":"ok","f":"read","key":"a","value":1}
                """);

        assertThat(history.operations())
                .extracting(Operation::describeCall)
                .containsExactly("write([\"a\", 1])", "read([\"a\", null]) = [\"a\", 1]");
    }

    @Test
    void aKeyThatTheValueHasTooIsThereOnce() {
        String text = """
                {"process":0,"type":"invoke","f":"put","key":"a","value":["a",1]}
                {"process":0,"type":"ok","f":"put","key":"a","value":["a",1]}
                """;

        assertThat(Recordings.read(text).operations().getFirst().describeCall()).isEqualTo("put([\"a\", 1])");
        assertMalformed(
                text + "{\"process\":0,\"type\":\"invoke\",\"f\":\"put\",\"key\":\"a\",\"value\":[\"b\",1]}",
                3,
                58,
                "the value was expected to be [\"a\", value]");
    }

    @Test
    void keysThatSomeCallsHaveAndOthersHaveNotAreAnError() {
        String keyed = INVOKE.replace("\"f\"", "\"key\":1,\"f\"");

        assertMalformed(
                keyed + "\n" + INVOKE.replace(":0,", ":1,"), 2, 1, "'key' is missing, which the entry of line 1 has");
        assertMalformed(INVOKE + "\n" + keyed.replace(":0,", ":1,"), 2, 36, "which the entry of line 1 has not");
        assertMalformed(
                keyed + "\n" + OK.replace("\"f\"", "\"key\":2,\"f\""),
                2,
                32,
                "the answer is of the key 2, the call was of 1");
    }

    @Test
    void numbersThatAreEqualAreOneValueUnlessTheyAreToBeExact() {
        String text = "[1, 1.0, 1e0, 10E-1, 1.50, 1.5, 1e20, 100000000000000000000, -0.0, 0]";
        String history = INVOKE.replace("\"value\":3", "\"value\":" + text);
        List<String> remarks = new ArrayList<>();

        History equal = new HistoryReader().remarking(remarks::add).read("equal", Recordings.stream(history));
        History exact = new HistoryReader().exact().read("exact", Recordings.stream(history));

        assertThat(elements(equal)).hasSize(4);
        assertThat(elements(exact)).hasSize(9);
        assertThat(remarks)
                .containsExactly(
                        "whole numbers that are written like 1.0 count as equal to those without fraction or exponent");
    }

    private static Set<Value> elements(History history) {
        Value.Sequence values = (Value.Sequence) history.operations().getFirst().argument();
        return Set.copyOf(new HashSet<>(values.elements()));
    }

    @Test
    void functionsAndProcessesOfTransactionsAreSuppliedWhereItIsClearWhoIsAnswered() {
        History history = Recordings.read("""
                {"type":"invoke","value":[["r","x",null],["append","y",1]]}
                {"type":"invoke","value":[["r","x",null],["append","y",2]]}
                {"type":"ok","value":[["r","x",[]],["append","y",2]]}
                {"type":"fail"}
                """);

        assertThat(history.operations()).extracting(Operation::function).containsOnly("txn");
        assertThat(history.operations().getFirst().completion()).isInstanceOf(Completion.Failed.class);
        assertThat(history.operations().getLast().completion()).isInstanceOf(Completion.Ok.class);
    }

    @Test
    void whoIsAnsweredMustBeClear() {
        String call = "{\"type\":\"invoke\",\"value\":[[\"r\",\"x\",null]]}\n";

        assertMalformed(
                call + call + "{\"type\":\"ok\",\"value\":[[\"r\",\"x\",[]]]}",
                3,
                1,
                "nothing tells which of 2 open transactions this completes");
    }

    @Test
    void transactionsWithoutInvocationsMayHaveBegunAtAnyTimeSinceTheLastOfTheirProcess() {
        String text = """
                {"process":0,"type":"ok","f":"txn","value":[["append","x",1]]}
                {"process":1,"type":"ok","f":"txn","value":[["append","x",2]]}
                {"process":0,"type":"ok","f":"txn","value":[["r","x",[1,2]]]}
                {"type":"ok","value":[["r","x",[]]]}
                """;
        List<String> remarks = new ArrayList<>();
        List<String> events = new ArrayList<>();

        new HistoryReader()
                .remarking(remarks::add)
                .read("alone", Recordings.stream(text), event -> events.add(event.type() + " " + event.process()));

        assertThat(events)
                .containsExactly("INVOKE 0", "INVOKE 1", "INVOKE ?1", "OK 0", "INVOKE 0", "OK 1", "OK 0", "OK ?1");
        assertThat(remarks).hasSize(1).first().asString().startsWith("4 transactions were recorded without");
    }

    @Test
    void equalTimesAreInOrder() {
        assertThat(Recordings.read(INVOKE + "\n" + OK.replace("12", "10")).size())
                .isOne();
    }

    @Test
    void bytesThatAreNotUtf8AreReportedAtTheFirst() {
        byte[] bytes = INVOKE.replace("write", "w\u00e9rite").getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> new HistoryReader().read("bytes", new ByteArrayInputStream(bytes)))
                .withMessage("bytes:1:36: not UTF-8");
    }

    @Test
    void aLineBeyondTheBoundIsAnErrorAndNotAFullMemory() {
        byte[] endless = new byte[1 << 20];
        Arrays.fill(endless, (byte) ' ');

        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> new HistoryReader(1000).read("endless", new ByteArrayInputStream(endless)))
                .withMessage("endless:1:1: the line is longer than 1000 bytes");
    }

    @Test
    void valuesNestedWithoutEndAreAnError() {
        assertMalformed("{\"value\":" + "[".repeat(100_000), 1, 74, "nesting");
    }

    @Test
    void aLongLineInChunksIsReadWhole() {
        String text = "x".repeat(200_000);
        History history = Recordings.of("a invoke write \"" + text + "\"", "a ok write \"" + text + "\"");

        assertThat(history.operations().getFirst().argument()).isEqualTo(Value.of(text));
    }

    @Test
    void whatWasWrittenIsReadAsTheSame() throws Exception {
        History history = Recordings.of(
                "a invoke put [\"k\", 1]",
                "b invoke get [\"k\", null]",
                "a ok put [\"k\", 1]",
                "b fail get {\"why\": 2.5}",
                "c invoke cas [1, true]",
                "c info cas",
                "c invoke x");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(bytes)) {
            writer.write(history);
        }

        History again = new HistoryReader().read("again", new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(again.operations())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*line", ".*position")
                .isEqualTo(history.operations());
    }

    private static void assertMalformed(String text, int line, int column, String reason) {
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> Recordings.read(text))
                .withMessageContaining(reason)
                .withMessageStartingWith("test.jsonl:" + line + ":" + column + ": ");
    }
}
