package next700.wire;

import next700.process.Bytes;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;
import next700.protocol.authentication.Mac;

/** What one process writes to another in one piece. */
public sealed interface Frame {
    /** The first frame of the process that dialled: who it claims to be, whom it wants, and a challenge. */
    record Hello(int version, ProcessId from, ProcessId to, Bytes nonce) implements Frame {}

    /** The answer of the process that was dialled: its own challenge, and a proof that it holds the pair's key. */
    record Welcome(Bytes nonce, Mac mac) implements Frame {}

    /** The proof of the process that dialled. */
    record Proof(Mac mac) implements Frame {}

    /** A message of a protocol. */
    record Payload(InstanceMessage message) implements Frame {}
}
