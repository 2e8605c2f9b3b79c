package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import next700.crypto.GroupKey;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;

/** Whoever dials a member, or is dialled by one: bytes on a socket, with the group's key or without. */
final class Stranger implements AutoCloseable {
    /** Nobody has to release what comes from it. */
    static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private final Socket socket;

    Stranger(Socket socket) {
        this.socket = socket;
    }

    static int portOf(MemberId id) {
        return Integer.parseInt(id.address().substring(id.address().indexOf(':') + 1));
    }

    static Stranger dial(MemberId id) throws IOException {
        return new Stranger(new Socket(InetAddress.getLoopbackAddress(), portOf(id)));
    }

    Control.Hello hello(MemberId from, MemberId to) {
        return new Control.Hello("next700", from, to.name(), Survival.MAJORITY, 1 << 20, Control.Hello.newNonce());
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void write(ByteBuf frame) throws IOException {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        write(bytes);
    }

    void say(Control control) throws IOException {
        write(WireFormat.control(HEAP, control));
    }

    /** The next frame, without its length. */
    ByteBuf read() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return Unpooled.wrappedBuffer(frame);
    }

    Control readControl() throws IOException {
        return WireFormat.readControl(read().skipBytes(1));
    }

    String readToTheEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The dialler's side of the handshake; returns what the member says of it. */
    Control introduce(MemberId from, MemberId to, GroupKey key) throws IOException {
        Control.Hello hello = hello(from, to);
        write(WireFormat.hello(HEAP, WireFormat.VERSION, hello));
        Control.Challenge challenge = (Control.Challenge) readControl();
        say(new Control.Proof(key.mac(WireFormat.proof(hello, challenge.nonce()))));
        return readControl();
    }

    /** The other side of the handshake. */
    void welcome(GroupKey key) throws IOException {
        ByteBuf greeting = read().skipBytes(1);
        WireFormat.readVersion(greeting);
        Control.Hello hello = (Control.Hello) WireFormat.readControl(greeting);
        var answer = Control.Hello.newNonce();
        say(new Control.Challenge(answer, key.mac(WireFormat.challenge(hello, answer))));
        read();
        say(new Control.Welcome());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
