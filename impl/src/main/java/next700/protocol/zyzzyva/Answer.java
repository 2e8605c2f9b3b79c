package next700.protocol.zyzzyva;

import next700.process.Bytes;
import next700.process.Digest;

/** What a client was told last, and where in the history its request stands. */
public record Answer(long timestamp, long n, Digest history, Bytes reply) {}
