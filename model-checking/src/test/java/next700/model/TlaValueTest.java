package next700.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as TLC prints them are read. */
class TlaValueTest {
    private static TlaValue atom(String text) {
        return new TlaValue.Atom(text);
    }

    @Test
    void everyKindOfValueIsRead() {
        assertThat(TlaValue.parse("-1")).isEqualTo(atom("-1"));
        assertThat(TlaValue.parse("\"a, \\\"b\\\" >>\"")).isEqualTo(atom("\"a, \\\"b\\\" >>\""));
        assertThat(TlaValue.parse("<<>>")).isEqualTo(new TlaValue.Tuple(List.of()));
        assertThat(TlaValue.parse("{ r1,\n  r2 }")).isEqualTo(new TlaValue.Members(List.of(atom("r1"), atom("r2"))));
        assertThat(TlaValue.parse("(r1 :> 0 @@ r2 :> TRUE)"))
                .isEqualTo(new TlaValue.Function(Map.of(atom("r1"), atom("0"), atom("r2"), atom("TRUE"))));
        assertThat(TlaValue.parse("[a |-> <<1>>]"))
                .isEqualTo(new TlaValue.Fields(Map.of("a", new TlaValue.Tuple(List.of(atom("1"))))));
    }

    @Test
    void aRequestIsPrintedAsTheImplementationPrintsIt() {
        assertThat(TlaValue.parse("[client |-> c1, time |-> 2, operation |-> 1]"))
                .hasToString("c1:2");
    }

    @Test
    void whatIsNoValueIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> TlaValue.parse("<<1, 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offset 6");
    }
}
