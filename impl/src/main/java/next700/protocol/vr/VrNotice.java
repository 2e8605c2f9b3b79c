package next700.protocol.vr;

import next700.process.Bytes;
import next700.process.Notice;

/** What the caller of a client is told: the result of the operation that it had invoked. */
public record VrNotice(Bytes result) implements Notice {}
