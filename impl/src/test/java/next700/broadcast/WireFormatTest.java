package next700.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import next700.wire.FrameLimits;
import next700.wire.RecordCodec;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    /** Nobody has to release what comes from it. */
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private static ByteBuf frame(Control control) {
        ByteBuf frame = WireFormat.control(HEAP, control);
        assertThat(frame.readInt()).isEqualTo(frame.readableBytes());
        assertThat(frame.readByte()).isEqualTo(WireFormat.CONTROL);
        return frame;
    }

    @Test
    void whatMembersSayBesideMessagesComesBackAsItWas() {
        RecordCodec<Control> drawing = new RecordCodec<>(Control.class, List.of(), FrameLimits.DEFAULT);
        Random random = new Random(1);
        Set<Class<?>> kinds = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Control control = drawing.draw(Control.class, random::nextInt);
            kinds.add(control instanceof Control.Said said ? said.message().getClass() : control.getClass());
            assertThat(WireFormat.readControl(frame(control))).isEqualTo(control);
        }
        assertThat(kinds).hasSize(12);
    }

    @Test
    void whatComesBehindItOrIsMissingIsMalformed() {
        ByteBuf longer = frame(new Control.Refused("no")).writeByte(0);
        ByteBuf shorter = frame(new Control.Refused("no"));
        shorter.writerIndex(shorter.writerIndex() - 1);

        assertThatThrownBy(() -> WireFormat.readControl(longer)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WireFormat.readControl(shorter)).isInstanceOf(IllegalArgumentException.class);
    }
}
