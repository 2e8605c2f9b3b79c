package next700.runtime;

import java.security.SecureRandom;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.wire.Frame;

/**
 * How two processes convince each other of who they are before they talk: each proves that it holds the key the two
 * share, by a MAC over both names and both challenges.
 *
 * <pre>
 *   dialler  → acceptor   Hello(from, to, nonce)
 *   acceptor → dialler    Welcome(nonce', MAC over "WELCOME", from, to, nonce, nonce')
 *   dialler  → acceptor   Proof(MAC over "PROOF", from, to, nonce, nonce')
 * </pre>
 *
 * <p>It keeps others from taking a name, and with it the replies to it. It does not protect what follows: that is what
 * the MACs and signatures of the protocols are for. Which process that is, of two that have the same key, it cannot tell; the
 * one whose link is replaced is told ({@link Frame.Replaced}).
 */
final class Handshake {
    static final int VERSION = 3;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Handshake() {}

    static Bytes nonce() {
        byte[] nonce = new byte[Frame.NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return Bytes.copyOf(nonce);
    }

    static Digest welcome(ProcessId dialler, ProcessId acceptor, Bytes challenge, Bytes answer) {
        return content("LINK WELCOME", dialler, acceptor, challenge, answer);
    }

    static Digest proof(ProcessId dialler, ProcessId acceptor, Bytes challenge, Bytes answer) {
        return content("LINK PROOF", dialler, acceptor, challenge, answer);
    }

    private static Digest content(String label, ProcessId dialler, ProcessId acceptor, Bytes challenge, Bytes answer) {
        return Digest.of(label)
                .add(VERSION)
                .add(dialler)
                .add(acceptor)
                .add(challenge)
                .add(answer)
                .digest();
    }
}
