package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
                .hasToString("[null, true, -7, 1.50, 123456789012345678901, \"x\\\"y\", {k: [1]}]");
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
        assertMalformed(INVOKE + "\n" + OK.replace("12", "9"), 2, 55, "time goes back from 10 to 9");
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
