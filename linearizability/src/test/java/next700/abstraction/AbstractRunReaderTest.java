package next700.abstraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbstractRunReaderTest {
    private static final String RUN = """
            {"type": "run", "byzantine": ["c3"], "progress": [2], "finished": true}
            {"type": "history", "id": "b", "parent": "a", "request": "c2:1"}
            {"type": "history", "id": "a", "parent": "empty", "request": "c1:1"}
            {"type": "invoke", "instance": 1, "process": "c1", "request": "c1:1", "time": 17}
            {"type": "invoke", "instance": 1, "process": "c2", "request": "c2:1", "time": 18}
            {"type": "commit", "instance": 1, "process": "c1", "request": "c1:1", "history": "a", "reply": "ok", "time": 29}
            {"type": "abort", "instance": 1, "process": "c2", "request": "c2:1", "history": "b", "next": 2, "time": 31}
            {"type": "invoke", "instance": 2, "process": "c2", "request": "c2:1", "history": "b", "time": 33}
            {"type": "init", "instance": 2, "process": "r0", "history": "b", "time": 40}
            {"type": "commit", "instance": 2, "process": "c2", "request": "c2:1", "history": "b", "time": 41}
            """;

    @Test
    void aRunIsReadWithItsHistoriesInWhateverOrderTheyAreDeclared() {
        AbstractRun run = read(RUN);

        assertThat(run.instances()).containsExactly(1, 2);
        assertThat(run.isFinished()).isTrue();
        assertThat(run.progresses(2)).isTrue();
        assertThat(run.byzantine()).containsExactly("c3");
        assertThat(run.aborts(1)).singleElement().satisfies(abort -> {
            assertThat(abort.history().requests()).containsExactly("c1:1", "c2:1");
            assertThat(abort.next()).isEqualTo(2);
        });
        assertThat(AbstractProperties.check(run)).hasOnlyElementsOfType(PropertyResult.Holds.class);
    }

    @Test
    void theFilesOfSeveralProcessesAreOneRun(@TempDir Path folder) throws Exception {
        int half = RUN.indexOf("{\"type\": \"history\", \"id\": \"a\"");
        Path one = Files.writeString(folder.resolve("one.jsonl"), RUN.substring(0, half));
        Path two = Files.writeString(folder.resolve("two.jsonl"), RUN.substring(half));

        AbstractRun run = new AbstractRunReader().read(one, two);

        assertThat(AbstractProperties.check(run)).hasOnlyElementsOfType(PropertyResult.Holds.class);
    }

    @Test
    void aCommitMayNameAHistoryThatNobodyDeclared() {
        AbstractRun run = read("""
                {"type": "invoke", "instance": 1, "process": "c1", "request": "c1:1", "time": 1}
                {"type": "commit", "instance": 1, "process": "c1", "request": "c1:1", "history": "9f2c", "time": 2}
                """);

        assertThat(new WellFormedness().check(run))
                .isInstanceOfSatisfying(
                        PropertyResult.Violated.class,
                        violated -> assertThat(violated.findings())
                                .extracting(Finding::explanation)
                                .containsExactly(
                                        "c1 committed c1:1 with history 9f2c in instance 1, a history that no replica "
                                                + "had."));
    }

    @Test
    void aRunThatWasWrittenIsReadAsTheSame() throws Exception {
        AbstractRun run = read(RUN);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AbstractRunWriter.write(run, bytes);

        AbstractRun again = new AbstractRunReader().read("again", new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(again.events().stream().map(AbstractEvent::describe))
                .isEqualTo(run.events().stream().map(AbstractEvent::describe).toList());
        assertThat(again.isFinished()).isTrue();
        assertThat(again.progresses(2)).isTrue();
        assertThat(again.byzantine()).containsExactly("c3");
    }

    @Test
    void historiesThatCannotBeAreReportedAtTheirPlace() {
        assertMalformed(
                "{\"type\": \"history\", \"id\": \"a\", \"parent\": \"x\", \"request\": \"c1:1\"}",
                1,
                42,
                "no history 'x' was declared");
        assertMalformed(
                "{\"type\": \"history\", \"id\": \"a\", \"parent\": \"a\", \"request\": \"c1:1\"}",
                1,
                42,
                "history 'a' is its own ancestor");
        assertMalformed(
                "{\"type\": \"history\", \"id\": \"a\", \"parent\": \"empty\"}",
                1,
                27,
                "history 'a' must have both a parent and a request, or neither");
        assertMalformed(
                "{\"type\": \"history\", \"id\": \"a\", \"parent\": \"empty\", \"request\": \"c1:1\"}\n"
                        + "{\"type\": \"history\", \"id\": \"a\", \"parent\": \"empty\", \"request\": \"c1:2\"}",
                2,
                27,
                "history 'a' is another one in line 1");
    }

    @Test
    void eventsThatCannotBeAreReportedAtTheirPlace() {
        assertMalformed(RUN.replace("\"b\", \"next\": 2", "\"z\", \"next\": 2"), 7, 81, "no history 'z' was declared");
        assertMalformed(RUN.replace("\"next\": 2", "\"next\": -2"), 7, 94, "-2 is no instance");
        assertMalformed(
                RUN.replace("\"type\": \"init\"", "\"type\": \"inti\""),
                9,
                10,
                "unknown type 'inti': it must be run, history, invoke, commit, abort or init");
        assertMalformed(RUN.replace("\"process\": \"r0\", ", ""), 9, 1, "'process' is missing");
        assertMalformed(RUN.replace("[\"c3\"]", "\"c3\""), 1, 30, "'byzantine' must be a list");
        assertMalformed(RUN.replace("41}", "41"), 10, 97, "the line ends within a value");
    }

    private static AbstractRun read(String text) {
        return new AbstractRunReader()
                .read("run.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertMalformed(String text, int line, int column, String reason) {
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> read(text))
                .withMessage("run.jsonl:" + line + ":" + column + ": " + reason);
    }
}
