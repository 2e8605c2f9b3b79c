package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import next700.crypto.RealAuthentication;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.wire.Frame;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;

/** A replica's peer, as bytes on a socket. */
final class Peer implements AutoCloseable {
    static final FrameCodec CODEC = new FrameCodec(FrameLimits.DEFAULT);

    private final Socket socket;
    final DataOutputStream out;
    private final DataInputStream in;

    Peer(Endpoint replica) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(replica.address());
        out = new DataOutputStream(socket.getOutputStream());
        in = new DataInputStream(socket.getInputStream());
    }

    /** With a client's keys. */
    static Peer authenticated(Endpoint endpoint, ClientId client, ReplicaId replica, RealAuthentication keys)
            throws IOException, MalformedFrameException {
        Peer peer = new Peer(endpoint);
        Bytes nonce = peer.greet(client, replica);
        Frame.Welcome welcome = (Frame.Welcome) peer.read();
        peer.write(new Frame.Proof(keys.mac(Handshake.proof(client, replica, nonce, welcome.nonce()), replica)));
        return peer;
    }

    Bytes greet(ProcessId from, ProcessId to) throws IOException {
        Bytes nonce = Handshake.nonce();
        write(new Frame.Hello(Handshake.VERSION, from, to, nonce));
        return nonce;
    }

    void write(Frame frame) throws IOException {
        writeBytes(CODEC.encode(frame));
    }

    void writeBytes(byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }

    Frame read() throws IOException, MalformedFrameException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return CODEC.decode(frame);
    }

    /** Waits until the replica has closed the connection, whatever it may have sent before. */
    void assertClosed() throws IOException {
        try {
            while (true) {
                in.readByte();
            }
        } catch (EOFException | SocketException e) {
            assertThat(e).isNotNull();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
