package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import next700.process.Message;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.Tape;
import next700.trial.jqwik.Schedules.AnySchedule;
import next700.wire.Choices;
import next700.wire.Frame;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;

/** The wire format over any message of any kind, which shrinks to the simplest one: a tape decides all that is in it. */
final class FrameProperties {
    private static final FrameCodec CODEC = new FrameCodec(FrameLimits.DEFAULT);

    private static Frame frame(int kind, Tape tape) {
        ChoiceTape choices = ChoiceTape.replaying(tape);
        Choices deciding = bound -> choices.choose(bound, Decision.LIE, "component");
        List<Class<? extends Message>> kinds = CODEC.kinds();
        return new Frame.Payload(CODEC.draw(kinds.get(kind % kinds.size()), deciding));
    }

    @Property
    void whatIsReadIsWhatWasWritten(@ForAll @IntRange(max = 1000) int kind, @AnySchedule Tape tape)
            throws MalformedFrameException {
        Frame frame = frame(kind, tape);
        byte[] encoded = CODEC.encode(frame);

        assertThat(CODEC.decode(encoded)).isEqualTo(frame);
        assertThat(CODEC.encode(CODEC.decode(encoded))).isEqualTo(encoded);
    }

    @Property
    void noOtherBytesAreTheSameMessage(
            @ForAll @IntRange(max = 1000) int kind,
            @AnySchedule Tape tape,
            @ForAll @IntRange(max = 1 << 16) int place,
            @ForAll byte other) {
        byte[] encoded = CODEC.encode(frame(kind, tape));
        encoded[place % encoded.length] = other;
        try {
            assertThat(CODEC.encode(CODEC.decode(encoded))).isEqualTo(encoded);
        } catch (MalformedFrameException refused) {
            assertThat(refused.reason()).isNotNull();
        }
    }
}
