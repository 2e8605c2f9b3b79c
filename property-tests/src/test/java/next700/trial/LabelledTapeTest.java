package next700.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import next700.simulation.Arena;
import next700.simulation.pbft.PbftSubject;
import next700.trial.LabelledTape.MalformedTapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tape is replayed by the protocol, f and version that it was recorded with, whole, or not at all. */
class LabelledTapeTest {
    private static final Arena QUORUM = Arena.quorum(1);
    private static final Subject DRAWN = new PbftSubject(PbftSubject.DRAWN);
    private static final LabelledTape TAPE = LabelledTape.of(QUORUM, Tape.of(1, 0, 0, 0, 0, 0, 63, 10, 2));

    @Test
    void itIsReadAsItWasWritten() {
        assertThat(LabelledTape.decode(TAPE.encode())).isEqualTo(TAPE);
        assertThat(LabelledTape.decode(TAPE.encode()).in(QUORUM)).isEqualTo(TAPE.tape());
        assertThat(LabelledTape.decode(LabelledTape.of(DRAWN, Tape.EMPTY).encode())
                        .in(DRAWN))
                .isEqualTo(Tape.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "12.5",
                "quorum",
                "quorum:f1:v1",
                "quorum:f1:v1:12",
                ":::::",
                "QUORUM:f1:v1:1:00000000"
            })
    void garbageIsNoTape(String text) {
        assertThatThrownBy(() -> LabelledTape.decode(text))
                .isInstanceOf(MalformedTapeException.class)
                .hasMessageContaining("not a tape");
    }

    @Test
    void everyCharacterMatters() {
        String text = TAPE.encode();
        for (int i = 0; i < text.length(); i++) {
            String without = text.substring(0, i) + text.substring(i + 1);
            String changed = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);

            assertThatThrownBy(() -> LabelledTape.decode(without))
                    .as(without)
                    .isInstanceOf(MalformedTapeException.class);
            assertThatThrownBy(() -> LabelledTape.decode(changed))
                    .as(changed)
                    .isInstanceOf(MalformedTapeException.class);
        }
    }

    @Test
    void anotherProtocolsIsRefused() {
        assertThatThrownBy(() -> TAPE.in(Arena.of("chain", 1))).hasMessage("the tape is of quorum, not of chain");
        assertThatThrownBy(() -> TAPE.in(DRAWN)).hasMessage("the tape is of quorum, not of pbft");
    }

    @Test
    void anotherThresholdsIsRefused() {
        assertThatThrownBy(() -> TAPE.in(Arena.quorum(2))).hasMessage("the tape is of f = 1, not of f = 2");
    }

    @Test
    void anotherVersionsIsRefused() {
        String old = "quorum:f1:v0:1:" + crc("quorum:f1:v0:1");

        assertThatThrownBy(() -> LabelledTape.decode(old))
                .isInstanceOf(MalformedTapeException.class)
                .hasMessageContaining("of version 0");
        assertThatCode(() -> LabelledTape.decode("quorum:f1:v3:1:" + crc("quorum:f1:v3:1")))
                .doesNotThrowAnyException();
    }

    private static String crc(String text) {
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
