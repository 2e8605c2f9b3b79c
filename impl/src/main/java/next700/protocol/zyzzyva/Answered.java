package next700.protocol.zyzzyva;

import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Notice;

/**
 * What the caller of a client is told: its request is complete.
 *
 * @param name which request
 * @param n its place in the history whose hash is {@code history}
 * @param fast whether all replicas answered alike, without a certificate
 */
public record Answered(Bytes reply, RequestName name, long view, long n, Digest history, boolean fast)
        implements Notice {}
