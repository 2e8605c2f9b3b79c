package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other tools write is read without a converter. */
class OtherNotationsTest {
    private static final String LINES = """
            {"process":0,"type":"invoke","f":"write","value":3,"time":10}
            {"process":1,"type":"invoke","f":"read","value":null,"time":12}
            {"process":0,"type":"ok","f":"write","value":3,"time":20}
            {"process":1,"type":"ok","f":"read","value":3,"time":25}
            """;

    private static List<String> read(String text, HistoryReader reader) {
        List<String> events = new ArrayList<>();
        reader.read(
                "it",
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                event -> events.add(
                        event.process() + " " + event.type() + " " + event.function() + " " + event.value()));
        return events;
    }

    private static List<String> read(String text) {
        return read(text, new HistoryReader());
    }

    @Test
    void aTableWithNamesInItsFirstLineIsAHistory() {
        assertThat(read("""
                process,type,f,value,time
                0,invoke,write,3,10
                1,invoke,read,,12
                0,ok,write,3,20
                1,ok,read,3,25
                """)).isEqualTo(read(LINES));
    }

    @Test
    void cellsAreValuesOfJsonOrElseTexts() {
        assertThat(read("""
                process,type,f,value
                a,invoke,put,"[""k, 1"", {""x"": 1.5}]"
                b,invoke,put,a text
                c,invoke,put,""
                """))
                .containsExactly("a INVOKE put [\"k, 1\", {x: 1.5}]", "b INVOKE put \"a text\"", "c INVOKE put \"\"");
    }

    @Test
    void whatIsWrongInATableIsSaidWithItsPlace() {
        assertThatThrownBy(() -> read("process,type,f\n0,invoke\n"))
                .hasMessageContaining("it:2:1: 2 cells under 3 names");
        assertThatThrownBy(() -> read("process,type,f\n0,\"invoke,read\n"))
                .hasMessageContaining("it:2:3: the line ends within quotation marks");
        assertThatThrownBy(() -> read("process,type,f,value\n0,invoke,read,[1\n"))
                .hasMessageContaining("it:2:15");
        assertThatThrownBy(() -> read("process,type,f\n0,begin,read\n")).hasMessageContaining("it:2:3: unknown type");
    }

    @Test
    void fieldsMayHaveOtherNames() {
        assertThat(read(
                        LINES.replace("process", "thread").replace("\"f\"", "\"op\""),
                        new HistoryReader().naming(Map.of("process", "thread", "f", "op"))))
                .isEqualTo(read(LINES));
    }

    @Test
    void spansAreCallsAndAnswersInTheOrderOfTime() {
        assertThat(read("""
                {"process":"1","f":"read","result":3,"start":"12","end":"25"}
                {"process":"0","f":"write","value":3,"start":"10","end":"20"}
                """)).isEqualTo(read(LINES));
    }

    @Test
    void whereACallAndAnAnswerHaveTheSameTimeTheCallGoesFirst() {
        assertThat(read("""
                process,f,value,start,end
                a,write,1,10,20
                b,write,2,20,30
                """)).containsExactly("a INVOKE write 1", "b INVOKE write 2", "a OK write 1", "b OK write 2");
    }

    @Test
    void aServiceWithManyCallsAtOnceIsManyProcesses() {
        List<String> remarks = new ArrayList<>();

        List<String> events = read("""
                process,f,value,start,end
                shop,write,1,10,20
                shop,write,2,15,
                shop,write,3,30,40
                """, new HistoryReader().remarking(remarks::add));

        assertThat(events)
                .containsExactly(
                        "shop INVOKE write 1",
                        "shop#1 INVOKE write 2",
                        "shop OK write 1",
                        "shop INVOKE write 3",
                        "shop OK write 3");
        assertThat(remarks).singleElement().asString().contains("several calls open at once");
    }

    @Test
    void whatHasInvocationsIsNotOfWholeOperationsWhateverOtherFieldsItHas() {
        assertThat(read(LINES.replace("\"type\":\"ok\"", "\"type\":\"ok\",\"start\":1")))
                .isEqualTo(read(LINES));
        assertThatThrownBy(() -> read("""
                {"process":0,"f":"write","value":3,"start":10,"end":20}
                {"process":0,"type":"invoke","f":"write","value":3,"time":30}
                """)).hasMessageContaining("it:2:21: an invocation among whole operations");
    }

    @Test
    void aSpanThatEndsBeforeItStartsIsRefused() {
        assertThatThrownBy(() -> read("process,f,start,end\na,read,9,3\n"))
                .hasMessageContaining("it:2:10: it ends at 3, before it starts at 9");
    }

    @Test
    void theLogOfJepsenIsAHistory() {
        assertThat(read("""
                INFO  jepsen.core - Running test
                INFO  jepsen.util - 0\t:invoke\t:write\t3
                INFO  jepsen.util - 1\t:invoke\t:read\tnil
                INFO  jepsen.util - :nemesis\t:info\t:start\tnil
                INFO [2026-01-01 00:00:00] jepsen.util - 0\t:ok\t:write\t3
                1\t:ok\t:read\t3
                """)).isEqualTo(read(LINES));
    }

    @Test
    void whatIsWrongInALogOfJepsenIsSaidWithItsPlace() {
        assertThatThrownBy(() -> read("0\t:invoke\t:write\t[3\n")).hasMessageContaining("it:1:18: a form was expected");
    }
}
