package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdnTest {
    @Test
    void mapsOnLinesARecordsVectorAndJsonAreTheSameHistory() {
        History lines = read("""
                {:type :invoke, :f :write, :value 3, :process 0, :time 10, :index 0}
                {:type :info, :f :start, :process :nemesis, :time 11, :index 1}
                {:type :ok, :f :write, :value 3, :process 0, :time 12, :index 2}
                """);
        History records = read("""
                ; a comment
                [#jepsen.history.Op{:index 0, :time 10, :type :invoke, :process 0, :f :write, :value 3}
                 #_ {:hidden [1 2]}
                 #jepsen.history.Op{:index 2, :time 12, :type :ok, :process 0, :f :write, :value 3}]
                """);
        History json = read("""
                [{"type": "invoke", "f": "write", "value": 3, "process": 0, "time": 10},
                 {"type": "ok", "f": "write", "value": 3, "process": 0, "time": 12}]""");

        assertThat(lines.operations()).extracting(Operation::describe).containsExactly("0 write(3), lines 1-3");
        assertThat(records.operations()).extracting(Operation::describe).containsExactly("0 write(3), lines 2-4");
        assertThat(json.operations()).extracting(Operation::describe).containsExactly("0 write(3), lines 1-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nil | null",
                "[true false] | [true, false]",
                "[0 -7 +7 12N 0x1f] | [0, -7, 7, 12, 31]",
                "123456789012345678901 | 123456789012345678901",
                "[1.50 2M -1e3] | [1.5, 2, -1000]",
                "[:a :b/c d/e \\x \\space] | [\"a\", \"b/c\", \"d/e\", \"x\", \" \"]",
                "[#{3 1 2}] | [[1, 2, 3]]",
                "(1, 2,, 3) | [1, 2, 3]",
                "{:a 1 \"b\" {2 nil}} | {a: 1, b: {2: null}}",
                "[#:x{:a 1}] | [{x/a: 1}]",
                "[#inst \"2026\"] | [\"2026\"]",
                "[1 #_2 #_ #_ 3 4 5] | [1, 5]",
                "\"\\u0041\\101\\t\" | \"AA\t\"",
                "[- + -a] | [\"-\", \"+\", \"-a\"]",
            })
    void formsBecomeValues(String form, String value) {
        assertThat(read("{:type :invoke :f :w :process 0 :value " + form + "}")
                        .operations()
                        .getFirst()
                        .argument()
                        .toString())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1/2 | 13 | a ratio",
                "12a | 13 | no number",
                "1e99999999999 | 13 | no number",
                "[1 | 15 | ends within a form",
                "\"a | 15 | ends within a string",
                "\"\\q\" | 15 | no escape",
                "\"\\u00g0\" | 18 | 4 digits",
                "] | 13 | a form was expected before ']'",
                "[1} | 15 | a form was expected before '}'",
                "{1 2 \"1\" 3} | 18 | '1' is there twice",
                "{1} | 15 | a form was expected before '}'",
                "##Inf | 13 | no form begins like this",
                "#\"re\" | 13 | no form begins like this",
                "^a | 13 | no form begins with ^",
                "#_ | 15 | ends within a form",
                ": | 13 | a name was expected",
                "\\ | 14 | within a character",
            })
    void whatIsNoFormIsReportedAtItsPlace(String form, int column, String reason) {
        assertMalformed("{:process 0\n    :value  " + form.strip(), 2, column, reason);
    }

    @Test
    void entriesThatAreNoneAreReported() {
        assertMalformed("{:type :ok}\n", 1, 1, "'process' is missing");
        assertMalformed("; nothing\n3", 2, 1, "a map was expected");
        assertMalformed("[{:process :nemesis :type :info}", 1, 33, "ends within the vector");
        assertMalformed("[] {}", 1, 4, "something stands behind");
        assertMalformed("{:type :ok :type :ok}", 1, 18, "'type' is there twice");
        assertMalformed("{:process 0, :type :invoke, :f :w, :time \"x\"}", 1, 42, "'time' must be a whole number");
        assertMalformed("[{}", 1, 2, "'process' is missing");
    }

    @Test
    void whatIsNestedWithoutEndIsAnErrorAndNoStackOverflow() {
        for (String opening : List.of("[", "(", "{:a ", "#{", "#a ", "#_ ", "#:a{:b ", "#_ #_ ")) {
            assertMalformed("{:value " + opening.repeat(100_000), 1, -1, "nested deeper");
        }
    }

    @Test
    void anEntryBeyondTheBoundIsAnErrorAndNotAFullMemory() {
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() ->
                        new HistoryReader(1000).read("long", Recordings.stream("{:value \"" + "x".repeat(1 << 20))))
                .withMessageContaining("an entry is longer than 1000 characters");
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> new HistoryReader(1000)
                        .read("long", Recordings.stream("[{\"value\": \"" + "x".repeat(1 << 20))))
                .withMessageContaining("an entry is longer than 1000 characters");
    }

    @Test
    void manyEntriesAreNoLongEntry() {
        String entry = "{:process :nemesis :type :info}";

        assertThat(new HistoryReader(1000)
                        .read("many", Recordings.stream(entry.repeat(10_000)))
                        .size())
                .isZero();
    }

    @Test
    void placesAreRightBehindTheEdgesOfBuffers() {
        for (int padding = 16_370; padding < 16_400; padding++) {
            String before = "#_0" + " ".repeat(padding);
            assertMalformed(before + "#_1 #_2 {:a 1/2}", 1, padding + 16, "a ratio");
        }
    }

    private static History read(String text) {
        return new HistoryReader().read("test.edn", Recordings.stream(text));
    }

    private static void assertMalformed(String text, int line, int column, String reason) {
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(reason)
                .withMessageStartingWith("test.edn:" + line + ":" + (column < 0 ? "" : column + ": "));
    }
}
