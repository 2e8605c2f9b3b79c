package next700.wire;

import next700.process.Bound;
import next700.process.Bytes;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.authentication.Mac;

/** What one process writes to another in one piece. */
public sealed interface Frame {
    /** Of a challenge. */
    int NONCE_BYTES = 32;

    /** The first frame of the process that dialled: who it claims to be, whom it wants, and a challenge. */
    record Hello(
            int version,
            ProcessId from,
            ProcessId to,
            @Bound(min = NONCE_BYTES, max = NONCE_BYTES) Bytes nonce) implements Frame {}

    /** The answer of the process that was dialled: its own challenge, and a proof that it holds the pair's key. */
    record Welcome(
            @Bound(min = NONCE_BYTES, max = NONCE_BYTES) Bytes nonce, Mac mac) implements Frame {}

    /** The proof of the process that dialled. */
    record Proof(Mac mac) implements Frame {}

    /** A message of a protocol. */
    record Payload(Message message) implements Frame {}

    /** The last frame of a link whose place another one has taken: a process has proven to be the same peer. */
    record Replaced() implements Frame {}
}
