package next700.broadcast;

import java.security.SecureRandom;
import next700.process.Bound;
import next700.process.Bytes;
import next700.protocol.authentication.Mac;
import next700.protocol.lcr.Change;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;

/** What members say beside the messages of the application: frames that are few and short. */
sealed interface Control {
    /** Of a challenge. */
    int NONCE_BYTES = 32;

    /**
     * How a member introduces itself to one that it dialled, and what the two must agree on.
     *
     * <p>Both prove that they hold the group's key before either believes the other:
     *
     * <pre>
     *   dialler  → acceptor   Hello(..., nonce)
     *   acceptor → dialler    Challenge(nonce', MAC over "LCR CHALLENGE", Hello, nonce')
     *   dialler  → acceptor   Proof(MAC over "LCR PROOF", Hello, nonce')
     *   acceptor → dialler    Welcome
     * </pre>
     *
     * <p>It keeps strangers out. It does not hide what follows, nor protect it from one who can alter what is on its way.
     */
    record Hello(
            String group,
            MemberId from,
            String to,
            Survival survival,
            int maxMessageBytes,
            @Bound(min = NONCE_BYTES, max = NONCE_BYTES) Bytes nonce)
            implements Control {
        private static final SecureRandom RANDOM = new SecureRandom();

        static Bytes newNonce() {
            byte[] nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            return Bytes.copyOf(nonce);
        }
    }

    /** The answer to a greeting that nothing speaks against. */
    record Challenge(
            @Bound(min = NONCE_BYTES, max = NONCE_BYTES) Bytes nonce, Mac mac) implements Control {}

    /** That the sender of the greeting holds the group's key. */
    record Proof(Mac mac) implements Control {}

    /** The answer to a proof: messages may come. */
    record Welcome() implements Control {}

    /** The answer to one that nothing is heard from. */
    record Refused(String reason) implements Control {}

    /** That the sender lives. */
    record Ping() implements Control {}

    /** A RECOVER, of which the pending messages came before in frames of their own. */
    record Recovering(int pending, Change change) implements Control {}

    /** A message of the protocol that carries none of the application. */
    record Said(LcrMessage.Membership message) implements Control {}
}
